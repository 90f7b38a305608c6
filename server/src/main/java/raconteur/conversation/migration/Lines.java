package raconteur.conversation.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.character.tavern.Chat;
import raconteur.character.tavern.Node;
import raconteur.conversation.Transcripts;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.protocol.Message;
import raconteur.turn.MessageId;

/** Chats as conversations tell them. */
final class Lines {
    /** Code points of a title at most. */
    static final int TITLE = 200;

    private Lines() {}

    /**
     * All that was said in a chat.
     *
     * @param character who answers in it; null where that is nobody here
     * @param latest nothing was said after it; what does not tell its time was said with what is before it
     */
    static List<Transcripts.Line> all(
            Chat chat, Caller person, People.@Nullable Person character, Ids ids, Instant latest) {
        var lines = new ArrayList<Transcripts.Line>(chat.nodes().size());
        for (var node : chat.nodes()) {
            var parent = node.parent() == Node.NONE ? null : lines.get(node.parent());
            var before = parent == null ? began(chat, latest) : parent.at();
            var said = node.at();
            lines.add(new Transcripts.Line(
                    new MessageId(ids.next()),
                    parent == null ? null : parent.id(),
                    role(node),
                    author(node, chat, person, character),
                    node.text(),
                    node.reasoning().isEmpty() ? null : node.reasoning(),
                    node.isHidden() || node.role() == Node.Role.SYSTEM,
                    said == null ? before : said.isAfter(latest) ? latest : said));
        }
        return lines;
    }

    /** When a chat began, as far as it says. */
    static Instant began(Chat chat, Instant latest) {
        var first = chat.nodes().getFirst().at();
        var said = chat.started() == null ? first : chat.started();
        return said == null || said.isAfter(latest) ? latest : said;
    }

    /** The end of what its reader saw last. */
    static int leaf(Chat chat) {
        var leaf = 0;
        for (var at = 0; at < chat.nodes().size(); at++) {
            leaf = chat.nodes().get(at).isShown() ? at : leaf;
        }
        return leaf;
    }

    private static String role(Node node) {
        return switch (node.role()) {
            case USER -> "user";
            case ASSISTANT -> "assistant";
            case SYSTEM -> "system";
        };
    }

    private static Message.Author author(Node node, Chat chat, Caller person, People.@Nullable Person character) {
        return switch (node.role()) {
            case USER ->
                new Message.Author(
                        "account",
                        person.account().toString(),
                        first(node.name(), first(chat.userName(), person.username())));
            case ASSISTANT ->
                new Message.Author(
                        "character",
                        character == null ? null : character.id().toString(),
                        first(node.name(), character == null ? first(chat.characterName(), "?") : character.name()));
            case SYSTEM -> new Message.Author("system", null, first(node.name(), "System"));
        };
    }

    private static String first(String name, String other) {
        return name.isBlank() ? other : name;
    }

    /** So many code points of a text, from its beginning. */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
