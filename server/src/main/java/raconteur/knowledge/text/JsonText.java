package raconteur.knowledge.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import raconteur.knowledge.text.Node.Branch;
import raconteur.knowledge.text.Node.Leaf;
import raconteur.knowledge.text.Node.Member;
import raconteur.platform.file.Flaw;

/** JSON, whose passages are called by the keys above them. */
final class JsonText {
    private static final int DEEPEST = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(64)
                    .maxNameLength(1024)
                    .build())
            .build();

    private final JsonParser parser;
    private final Node.Count count = new Node.Count();

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    static void read(String text, Cutter cutter) {
        try (var parser = JSON.createParser(text)) {
            var token = parser.nextToken();
            if (token != null) {
                new Outline(cutter).add(List.of(), new JsonText(parser).value(token));
            }
            if (parser.nextToken() != null) {
                throw broken();
            }
        } catch (IOException _) {
            throw broken();
        }
    }

    private Node value(JsonToken token) throws IOException {
        count.one();
        return switch (token) {
            case START_OBJECT, START_ARRAY -> branch();
            case VALUE_NULL -> new Leaf("");
            default -> new Leaf(parser.getText());
        };
    }

    private Branch branch() throws IOException {
        var members = new ArrayList<Member>();
        var name = "";
        for (var token = parser.nextToken(); !token.isStructEnd(); token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                name = parser.currentName();
            } else {
                members.add(new Member(name, value(token)));
                name = "";
            }
        }
        return new Branch(members);
    }

    private static raconteur.platform.Refusal broken() {
        return Flaw.malformed("This is no JSON.", "这不是有效的 JSON。");
    }
}
