package raconteur.game.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.game.Ask;
import raconteur.game.Limits;
import raconteur.game.Wording;
import raconteur.platform.Language;
import raconteur.platform.Refusal;

/**
 * Reads the fields of what a game wrote: numbers may be texts and texts numbers, and what is too much is cut or said.
 */
final class Reading {
    private static final int ID = 100;
    private static final int NAME = 60;
    private static final int EVENT = 200;
    private static final int EVENTS = 50;
    private static final int TONGUE = 16;
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*");
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(1L << 52);

    private final ObjectNode letter;
    private final Language usual;

    /** @param usual the language where the game names none */
    Reading(ObjectNode letter, Language usual) {
        this.letter = letter;
        this.usual = usual;
    }

    /** The whole question; a {@link Refusal} names the field that cannot be. */
    Ask ask() {
        var tongue = tongue();
        return new Ask(
                input(),
                player(),
                playerName(),
                id(letter, "npc", ID * 2),
                session(),
                world(),
                events(),
                save(),
                Allowed.read(letter.get("allowed_actions")),
                wait("wait_ms", Limits.USUAL_WAIT, Limits.WAIT),
                tongue.map(tag -> tag.startsWith("zh") ? Language.ZH : Language.EN)
                        .orElse(usual),
                tongue,
                id(letter, "request_id", ID).orElse(null));
    }

    private String input() {
        var given = letter.get("player_input");
        if (given == null || !given.isValueNode() || given.isNull()) {
            throw Refusal.invalid("player_input", "say something", "请输入内容");
        }
        var text = Wording.shown(given.asText());
        if (text.isEmpty()) {
            throw Refusal.invalid("player_input", "say something", "请输入内容");
        }
        if (text.codePointCount(0, text.length()) > Limits.INPUT) {
            throw Refusal.invalid(
                    "player_input", "takes at most " + Limits.INPUT + " characters", "最多 " + Limits.INPUT + " 个字符");
        }
        return text;
    }

    /** What the game knows the player by: the id, or else the name. */
    Optional<String> player() {
        var player = member("player");
        return id(player, "id", ID)
                .or(() -> id(letter, "player_id", ID))
                .or(() -> Optional.of(playerName()).filter(name -> !name.isEmpty()));
    }

    private String playerName() {
        var player = letter.get("player");
        var name = player != null && player.isTextual()
                ? player.asText()
                : text(member("player"), "name")
                        .or(() -> text(letter, "player_name"))
                        .orElse("");
        return Wording.shown(name, NAME);
    }

    Optional<String> session() {
        return id(letter, "session", ID);
    }

    /** The number after which there is something new. */
    long after() {
        return Math.max(0, number(letter, "after", 0));
    }

    Optional<String> request() {
        return id(letter, "request_id", ID);
    }

    private Ask.Save save() {
        var save = member("save");
        var id = id(save, "id", ID).or(() -> id(letter, "save_id", ID)).orElse("");
        var epoch = save.hasNonNull("epoch") ? number(save, "epoch", 0) : number(letter, "save_epoch", 0);
        return new Ask.Save(id, epoch);
    }

    private Optional<String> tongue() {
        return text(letter, "language")
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .map(tag -> {
                    if (tag.length() > TONGUE || !TAG.matcher(tag).matches()) {
                        throw Refusal.invalid("language", "is a tag such as zh or en", "应为语言标签，例如 zh 或 en");
                    }
                    return tag.toLowerCase(java.util.Locale.ROOT);
                });
    }

    Duration wait(String field, Duration usually, Duration most) {
        var millis = number(letter, field, usually.toMillis());
        return Duration.ofMillis(Math.clamp(millis, 0, most.toMillis()));
    }

    private List<Ask.Fact> world() {
        var world = letter.get("world");
        if (world == null || world.isNull() || (world.isArray() && world.isEmpty())) {
            return List.of();
        }
        if (!world.isObject()) {
            throw Refusal.invalid("world", "is an object", "应为对象");
        }
        return Facts.of((ObjectNode) world);
    }

    /** Those that are told, oldest first; of more than fit the newest. */
    List<String> events() {
        var given = letter.get("events");
        if (given == null || given.isNull() || (given.isObject() && given.isEmpty())) {
            return List.of();
        }
        if (!given.isArray()) {
            throw Refusal.invalid("events", "is a list", "应为列表");
        }
        if (given.size() > EVENTS) {
            throw Refusal.invalid("events", "takes at most " + EVENTS + " at once", "一次最多 " + EVENTS + " 条");
        }
        var events = new ArrayList<String>();
        for (var event : given) {
            var type =
                    text(event, "type").map(text -> Wording.shown(text, NAME)).orElse("");
            var said =
                    event.isValueNode() ? event.asText("") : text(event, "text").orElse("");
            var told = Wording.shown(said, EVENT);
            if (!type.isEmpty() || !told.isEmpty()) {
                events.add(type.isEmpty() || told.isEmpty() ? type + told : type + ": " + told);
            }
        }
        return events;
    }

    /** A member that is an object; an empty one where there is none. */
    private JsonNode member(String name) {
        var member = letter.path(name);
        return member.isObject() ? member : letter.path("");
    }

    private static Optional<String> text(JsonNode node, String field) {
        var value = node.get(field);
        return value == null || value.isNull() || !value.isValueNode() ? Optional.empty() : Optional.of(value.asText());
    }

    private static Optional<String> id(JsonNode node, String field, int most) {
        return text(node, field).map(Wording::shown).filter(id -> !id.isEmpty()).map(id -> {
            if (id.codePointCount(0, id.length()) > most) {
                throw Refusal.invalid(field, "takes at most " + most + " characters", "最多 " + most + " 个字符");
            }
            return id;
        });
    }

    private static long number(JsonNode node, String field, long otherwise) {
        var written = text(node, field).map(String::strip).filter(text -> !text.isEmpty());
        if (written.isEmpty()) {
            return otherwise;
        }
        var number = decimal(written.get());
        if (number == null || number.abs().compareTo(FARTHEST) > 0) {
            throw Refusal.invalid(field, "is a number", "应为数字");
        }
        return number.longValue();
    }

    static @Nullable BigDecimal decimal(String written) {
        try {
            return written.length() > 40 ? null : new BigDecimal(written);
        } catch (NumberFormatException _) {
            return null; // no number
        }
    }
}
