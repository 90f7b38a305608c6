package raconteur.platform.http;

import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which methods an address takes, as the published document has it. */
@Singleton
public final class Methods {
    private static final String DOCUMENT = "<default>";
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");

    private record Place(Pattern path, Set<String> methods) {}

    private final OpenApiDocumentService documents;
    private volatile List<Place> places = List.of();

    Methods(OpenApiDocumentService documents) {
        this.documents = documents;
    }

    /** Such as {@code GET, HEAD, POST}; empty when there is no such address. */
    String allowed(String path) {
        var found = new TreeSet<String>();
        places().stream()
                .filter(place -> place.path().matcher(path).matches())
                .forEach(place -> found.addAll(place.methods()));
        return String.join(", ", found);
    }

    /** Whether something answers at this address, to whatever method. */
    public boolean knows(String path) {
        return places().stream().anyMatch(place -> place.path().matcher(path).matches());
    }

    private List<Place> places() {
        if (places.isEmpty()) {
            places = read();
        }
        return places;
    }

    private List<Place> read() {
        var json = new String(documents.getDocument(DOCUMENT, Format.JSON), StandardCharsets.UTF_8);
        var paths = new JsonObject(json).getJsonObject("paths");
        return paths.fieldNames().stream()
                .map(path -> new Place(
                        Pattern.compile(pattern(path)),
                        methods(paths.getJsonObject(path).fieldNames())))
                .toList();
    }

    private static String pattern(String path) {
        return Pattern.quote(path).replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "/?";
    }

    private static Set<String> methods(Set<String> members) {
        return members.stream()
                .filter(VERBS::contains)
                .flatMap(verb ->
                        verb.equals("get") ? Stream.of("GET", "HEAD") : Stream.of(verb.toUpperCase(Locale.ROOT)))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
