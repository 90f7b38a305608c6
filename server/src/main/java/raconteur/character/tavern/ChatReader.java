package raconteur.character.tavern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.character.card.Extras;
import raconteur.platform.file.Flaw;

/** Reads one chat: what stands in a line are alternatives, and the next line answers the one that was shown. */
final class ChatReader {
    private static final int MOST_NODES = 100_000;
    private static final int MOST_ALTERNATIVES = 200;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NAME = 256;

    /** How its program calls itself where it speaks. */
    private static final Set<String> SYSTEM = Set.of("SillyTavern System", "System", "Note");

    /** What stands in place of names that nobody uses any more. */
    private static final String UNUSED = "unused";

    private final String file;
    private final ZoneId zone;
    private final Remarks remarks;
    private final List<Node> nodes = new ArrayList<>();
    private ObjectNode header = Extras.NONE.json();
    private int last = Node.NONE;
    private boolean isFull;

    /** @param file as remarks call it */
    ChatReader(String file, ZoneId zone, Remarks remarks) {
        this.file = file;
        this.zone = zone;
        this.remarks = remarks;
    }

    /** @throws raconteur.platform.Refusal for a file in which nobody says anything */
    Chat read(String character, String name, byte[] content) {
        Lines.read(content, file, remarks, this::take);
        if (nodes.isEmpty()) {
            throw Flaw.malformed("There is no message in this chat.", "该聊天记录中没有消息。");
        }
        return new Chat(
                character,
                name,
                who("character_name"),
                who("user_name"),
                Moments.read(header.path("create_date"), zone),
                header.path("chat_metadata") instanceof ObjectNode metadata ? new Extras(metadata) : Extras.NONE,
                nodes);
    }

    private String who(String field) {
        var name = header.path(field).asText("");
        return name.equals(UNUSED) ? "" : cut(name, LONGEST_NAME);
    }

    private void take(int number, ObjectNode line) {
        if (isHeader(line)) {
            header = line;
            return;
        }
        var alternatives = Alternatives.of(line, MOST_ALTERNATIVES);
        if (alternatives == null) {
            remarks.add(file, "Line " + number + " is no message, and left out.", "第 " + number + " 行不是消息，已忽略。");
            return;
        }
        if (alternatives.isCut()) {
            remarks.add(
                    file,
                    "Line " + number + " has more than " + MOST_ALTERNATIVES
                            + " alternatives; the others are left out.",
                    "第 " + number + " 行的备选回复超过 " + MOST_ALTERNATIVES + " 条，其余已忽略。");
        }
        if (isFull || nodes.size() + alternatives.all().size() > MOST_NODES) {
            isFull = true; // what comes later would answer something that is not here
            remarks.add(
                    file, "Line " + number + " is left out: the chat is too long.", "第 " + number + " 行已忽略：聊天记录过长。");
            return;
        }
        add(number, line, alternatives);
    }

    private boolean isHeader(ObjectNode line) {
        return nodes.isEmpty()
                && header.isEmpty()
                && !line.has("mes")
                && !line.has("swipes")
                && (line.has("chat_metadata") || line.has("user_name") || line.has("name"));
    }

    private void add(int number, ObjectNode line, Alternatives alternatives) {
        var parent = last;
        var place = 0;
        for (var one : alternatives.all()) {
            if (one.isShown()) {
                last = nodes.size();
            }
            nodes.add(new Node(
                    parent,
                    place++,
                    role(line),
                    cut(line.path("name").asText(""), LONGEST_NAME),
                    told(number, one.text()),
                    told(number, one.reasoning()),
                    moment(line, one),
                    one.isShown(),
                    line.path("is_system").asBoolean(false)));
        }
    }

    private @Nullable Instant moment(ObjectNode line, Alternatives.One one) {
        var own = Moments.read(one.sent(), zone);
        return own == null && one.isShown() ? Moments.read(line.path("send_date"), zone) : own;
    }

    private static Node.Role role(ObjectNode line) {
        if (line.path("is_user").asBoolean(false)) {
            return Node.Role.USER;
        }
        var kind = line.path("extra").path("type").asText("");
        if (!kind.isEmpty() && !kind.equals("assistant_message")) {
            return Node.Role.SYSTEM; // a narrator, a comment, the program's help
        }
        var isOfTheProgram = line.path("is_system").asBoolean(false)
                && SYSTEM.contains(line.path("name").asText(""));
        return isOfTheProgram ? Node.Role.SYSTEM : Node.Role.ASSISTANT; // who is hidden still speaks
    }

    private String told(int number, String text) {
        if (text.length() > LONGEST_TEXT) {
            remarks.add(
                    file,
                    "A text in line " + number + " is cut after " + LONGEST_TEXT + " characters.",
                    "第 " + number + " 行中有文本过长，仅保留前 " + LONGEST_TEXT + " 个字符。");
        }
        return cut(text, LONGEST_TEXT);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
