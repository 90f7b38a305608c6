package raconteur.source.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import raconteur.source.egress.No;

/** JSON as lines that a person can read: names and values, lists indented. Read as a stream, never kept as a tree. */
final class JsonText {
    private static final int DEEPEST = 64;
    private static final int LONGEST = 1 << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST)
                    .maxNumberLength(64)
                    .maxNameLength(256)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final StringBuilder out = new StringBuilder();
    private int depth = -1;

    private JsonText() {}

    /**
     * The lines of a document.
     *
     * @throws raconteur.platform.Refusal if it is none
     */
    static String of(String json) {
        var text = new JsonText();
        try (var parser = JSON.createParser(json)) {
            text.read(parser);
        } catch (IOException _) {
            throw No.unreadable();
        }
        return text.out.toString();
    }

    private void read(JsonParser parser) throws IOException {
        String name = null;
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                name = parser.currentName();
            } else if (token.isStructStart()) {
                begin(name);
                name = null;
            } else if (token.isStructEnd()) {
                depth--;
            } else {
                line(name, token == JsonToken.VALUE_NULL ? "" : parser.getText());
                name = null;
            }
        }
    }

    private void begin(@Nullable String name) {
        if (name != null) {
            line(name, "");
        }
        depth++;
    }

    private void line(@Nullable String name, String value) {
        out.append("  ".repeat(Math.max(0, depth))).append("- ");
        if (name != null) {
            out.append(name).append(": ");
        }
        out.append(value.strip().replace("\n", " ")).append('\n');
    }
}
