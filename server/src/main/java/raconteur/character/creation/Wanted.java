package raconteur.character.creation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made; kept with the task.
 *
 * @param source its word on the wire
 * @param facet the one that is written again; null where the whole is made
 */
record Wanted(
        String role,
        String source,
        @Nullable String url,
        @Nullable String text,
        @Nullable String choice,
        String model,
        Detail detail,
        String language,
        @Nullable Facet facet) {
    static final String BLANK = "blank";

    private static final String USUAL_MODEL = "chat";

    boolean isBlank() {
        return source.equals(BLANK);
    }

    JsonNode write() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("role", role)
                .put("source", source)
                .put("url", url)
                .put("text", text)
                .put("choice", choice)
                .put("model", model)
                .put("detail", detail.word())
                .put("language", language)
                .put("facet", facet == null ? null : facet.key());
    }

    static Wanted read(JsonNode kept) {
        var facet = text(kept, "facet");
        return new Wanted(
                kept.path("role").asText(),
                kept.path("source").asText(),
                text(kept, "url"),
                text(kept, "text"),
                text(kept, "choice"),
                kept.path("model").asText(),
                Detail.of(kept.path("detail").asText()),
                kept.path("language").asText(),
                facet == null ? null : Facet.of(facet).orElseThrow());
    }

    /** The model that is asked where nobody names one. */
    static String model(@Nullable String named) {
        return named == null || named.isBlank() ? USUAL_MODEL : named;
    }

    private static @Nullable String text(JsonNode kept, String name) {
        var value = kept.path(name);
        return value.isTextual() ? value.textValue() : null;
    }
}
