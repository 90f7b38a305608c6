package raconteur.character.creation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Text;
import raconteur.source.Meaning;

/** What a task tells about a character in the making besides its parts. */
final class Outcomes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Outcomes() {}

    /** Something that its owner should know. */
    static JsonNode warned(@Nullable JsonNode before, String code, Text sentence, Language language) {
        var all = copy(before);
        all.withArrayProperty("warnings").addObject().put("code", code).put("message", sentence.in(language));
        return all;
    }

    /** Those from whom the owner must choose. */
    static JsonNode choices(@Nullable JsonNode before, List<Meaning> meanings) {
        var all = copy(before);
        var choices = all.putArray("choices");
        for (var meaning : meanings) {
            choices.addObject()
                    .put("title", meaning.title())
                    .put("snippet", meaning.snippet())
                    .put("href", meaning.href());
        }
        return all;
    }

    /** The picture that a page has. */
    static JsonNode pictured(@Nullable JsonNode before, URI image) {
        return copy(before).put("image", image.toString());
    }

    /** Where that is, or the empty text. */
    static String picture(@Nullable JsonNode told) {
        return told == null ? "" : told.path("image").asText("");
    }

    /** Why one part could not be written. */
    static JsonNode failed(@Nullable JsonNode before, Facet facet, Code code, Language language) {
        var all = copy(before);
        all.withObjectProperty("failed")
                .putObject(facet.key())
                .put("code", code.name())
                .put("message", code.sentence().in(language));
        return all;
    }

    private static ObjectNode copy(@Nullable JsonNode before) {
        return before instanceof ObjectNode object ? object.deepCopy() : JSON.objectNode();
    }
}
