package raconteur.game.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.game.Leniently;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/**
 * What a game wrote, as one JSON object, however it wrote it: JSON whatever it is labelled, JSON with its characters
 * escaped as in a form, or a form. What stands in the address fills in what the body leaves out.
 */
final class Letter {
    private static final ObjectMapper JSON = Leniently.mapper();
    /** Fields that may come in a form or in the address. */
    private static final Set<String> FIELDS = Set.of(
            "player_input",
            "npc",
            "session",
            "player_id",
            "player_name",
            "save_id",
            "save_epoch",
            "wait_ms",
            "language",
            "request_id",
            "after",
            "token");

    private Letter() {}

    /**
     * Reads it.
     *
     * @throws Refusal {@link Code#MALFORMED} when it can be read in none of these ways
     */
    static ObjectNode read(byte @Nullable [] body, MultiMap address) {
        var letter = body == null ? JsonNodeFactory.instance.objectNode() : read(text(body));
        for (var field : FIELDS) {
            if (!field.equals("token") && address.contains(field) && !letter.hasNonNull(field)) {
                letter.put(field, address.get(field));
            }
        }
        return letter;
    }

    /** Bytes that are no UTF-8 are shown as such; a byte order mark says nothing. */
    private static String text(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static ObjectNode read(String text) {
        var written = text.strip();
        if (written.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        return switch (written.charAt(0)) {
            case '{', '[' -> json(written);
            case '%' -> json(escaped(written));
            default -> form(written);
        };
    }

    private static ObjectNode json(String text) {
        try {
            // a form's writer may have put an equals sign behind what it took for a name
            var whole = text.endsWith("}=") ? text.substring(0, text.length() - 1) : text;
            return object(JSON.readTree(whole));
        } catch (JacksonException _) {
            throw malformed();
        }
    }

    /** An empty list stands for an empty object: some writers know no difference. */
    private static ObjectNode object(@Nullable JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        if (node != null && node.isArray() && node.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        throw malformed();
    }

    private static String escaped(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static ObjectNode form(String text) {
        if (!text.contains("=")) {
            throw malformed();
        }
        var form = JsonNodeFactory.instance.objectNode();
        for (var pair : text.split("&", -1)) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            if (FIELDS.contains(name)) {
                form.put(name, equals < 0 ? "" : escaped(pair.substring(equals + 1)));
            }
        }
        if (form.isEmpty()) {
            throw malformed();
        }
        return form;
    }

    private static Refusal malformed() {
        return new Refusal(Code.MALFORMED, new Text("The body is neither JSON nor a form.", "请求体既不是 JSON 也不是表单。"));
    }
}
