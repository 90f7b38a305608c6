package raconteur.story.scenario.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.story.scenario.Proof;

/** Reads files that are sent: YAML by our own rules, JSON by those of the edge. */
final class Uploads {
    private final ObjectMapper json;

    Uploads(ObjectMapper json) {
        this.json = json;
    }

    /**
     * What a file says, and what is wrong with that.
     *
     * @throws Refusal {@link Code#UNSUPPORTED_MEDIA_TYPE} when it is called neither, {@link Code#MALFORMED} for bytes
     *     that are no text and for JSON that is none
     */
    Proof.Verdict read(byte @Nullable [] body, @Nullable String type) {
        var name = String.valueOf(type).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        var bytes = body == null ? new byte[0] : body;
        return switch (name) {
            case "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml" -> Proof.yaml(text(bytes));
            case "application/json" -> json(bytes);
            default ->
                throw new Refusal(Code.UNSUPPORTED_MEDIA_TYPE, new Text("Send YAML or JSON.", "请发送 YAML 或 JSON。"));
        };
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new Refusal(Code.MALFORMED, new Text("The body is not UTF-8.", "请求体不是 UTF-8。"));
        }
    }

    private Proof.Verdict json(byte[] bytes) {
        try {
            var tree = json.readTree(text(bytes));
            if (tree == null || tree.isMissingNode()) {
                throw malformed();
            }
            return Proof.json(tree);
        } catch (JsonProcessingException _) {
            throw malformed();
        }
    }

    private static Refusal malformed() {
        return new Refusal(Code.MALFORMED, new Text("The body is not well-formed JSON.", "请求体不是有效的 JSON。"));
    }
}
