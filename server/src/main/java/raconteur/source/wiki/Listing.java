package raconteur.source.wiki;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which articles a wiki has, with their revisions, piece by piece. */
public final class Listing {
    /** Titles that can be asked for at once, and pages of a piece. */
    public static final int AT_ONCE = 50;

    /** Where every list begins. */
    public static final String BEGINNING = "";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Api api;

    Listing(Api api) {
        this.api = api;
    }

    /** Which pages are wanted. */
    public sealed interface Wanted {}

    /** All articles. */
    public record All() implements Wanted {}

    /** Articles in a category, with or without the wiki's word for one before its name. */
    public record Category(String name) implements Wanted {}

    /** Pages by their titles, at most {@link #AT_ONCE}; redirects are followed. */
    public record Titles(List<String> titles) implements Wanted {}

    /** A page that there is. */
    public record Entry(String title, String revision) {}

    /**
     * A piece of a list.
     *
     * @param next where it goes on; empty at its end
     */
    public record Piece(List<Entry> entries, String next) {}

    /**
     * A piece of a list.
     *
     * @param from {@link #BEGINNING}, or the {@code next} of the piece before
     */
    public Piece page(Wanted wanted, String from) throws InterruptedException {
        var question = new HashMap<>(Map.of("action", "query", "prop", "info"));
        switch (wanted) {
            case All() ->
                question.putAll(Map.of(
                        "generator", "allpages",
                        "gapnamespace", "0",
                        "gapfilterredir", "nonredirects",
                        "gaplimit", String.valueOf(AT_ONCE)));
            case Category(var name) ->
                question.putAll(Map.of(
                        "generator", "categorymembers",
                        "gcmtitle", name.contains(":") ? name : "Category:" + name,
                        "gcmtype", "page",
                        "gcmnamespace", "0",
                        "gcmlimit", String.valueOf(AT_ONCE)));
            case Titles(var titles) -> question.putAll(Map.of("titles", String.join("|", titles), "redirects", "1"));
        }
        question.putAll(continued(from));
        var answer = api.ask(question);
        var entries = new ArrayList<Entry>();
        for (var page : answer.path("query").path("pages")) {
            if (page.has("pageid") && page.has("lastrevid")) {
                entries.add(new Entry(
                        page.path("title").asText(), page.path("lastrevid").asText()));
            }
        }
        entries.sort(java.util.Comparator.comparing(Entry::title));
        return new Piece(
                List.copyOf(entries),
                answer.has("continue") ? answer.get("continue").toString() : "");
    }

    /** What a wiki wants to be told back, word for word. */
    private static Map<String, String> continued(String from) {
        var told = new HashMap<String, String>();
        if (!from.isEmpty()) {
            read(from)
                    .properties()
                    .forEach(one -> told.put(one.getKey(), one.getValue().asText()));
        }
        return told;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("this is no place in a list", impossible);
        }
    }
}
