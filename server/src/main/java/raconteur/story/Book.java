package raconteur.story;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import raconteur.platform.AccountId;
import raconteur.protocol.StoryEntry;
import raconteur.protocol.StoryState;
import raconteur.story.play.StoryEvent;

/** Writes a story down: for programs whole, for people to read. Whatever was told is text there and nothing else. */
@Singleton
public final class Book {
    private final Stories stories;
    private final StoryViews views;

    Book(Stories stories, StoryViews views) {
        this.stories = stories;
        this.views = views;
    }

    /** All there is of a story. */
    public record Whole(String format, StoryState story, List<StoryEntry> journal) {}

    /** A stretch of what is read. */
    private sealed interface Piece {
        record Heading(int depth, String text) implements Piece {}

        record Words(String text) implements Piece {}

        record Said(String text) implements Piece {}

        record Done(String text) implements Piece {}
    }

    public Whole whole(AccountId owner, StoryId id) {
        var row = stories.get(owner, id);
        return new Whole(
                "raconteur.story/1",
                views.view(row),
                stories.entries(owner, id, 0).stream()
                        .map(entry -> views.entry(row, entry))
                        .toList());
    }

    public String markdown(AccountId owner, StoryId id) {
        return pieces(owner, id).stream()
                        .map(piece -> switch (piece) {
                            case Piece.Heading(var depth, var text) -> "#".repeat(depth) + " " + plain(text);
                            case Piece.Words(var text) -> plain(text);
                            case Piece.Said(var text) -> "> " + plain(text);
                            case Piece.Done(var text) -> "**→ " + plain(text) + "**";
                        })
                        .collect(Collectors.joining("\n\n"))
                + "\n";
    }

    public String html(AccountId owner, StoryId id) {
        var row = stories.get(owner, id);
        var language = escaped(row.snapshot().begun().constraints().language());
        var body = pieces(owner, id).stream()
                .map(piece -> switch (piece) {
                    case Piece.Heading(var depth, var text) -> "<h%d>%s</h%d>".formatted(depth, escaped(text), depth);
                    case Piece.Words(var text) -> "<p>" + escaped(text).replace("\n", "<br>") + "</p>";
                    case Piece.Said(var text) -> "<blockquote>" + escaped(text) + "</blockquote>";
                    case Piece.Done(var text) -> "<p><strong>→ " + escaped(text) + "</strong></p>";
                })
                .collect(Collectors.joining("\n"));
        return "<!doctype html>\n<html lang=\"" + language + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>"
                + escaped(row.title()) + "</title>\n</head>\n<body>\n" + body + "\n</body>\n</html>\n";
    }

    private List<Piece> pieces(AccountId owner, StoryId id) {
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece.Heading(1, stories.get(owner, id).title()));
        var chosen = "";
        for (var event : stories.events(owner, id)) {
            switch (event) {
                case StoryEvent.Acted acted -> chosen = acted.option() == null ? "" : acted.text();
                case StoryEvent.Told told -> {
                    done(told, chosen, pieces);
                    tell(told, pieces);
                }
                case StoryEvent.Begun _,
                        StoryEvent.Drawn _,
                        StoryEvent.Ruled _,
                        StoryEvent.Paused _,
                        StoryEvent.Resumed _,
                        StoryEvent.Branched _,
                        StoryEvent.Renamed _ -> {}
            }
        }
        return pieces;
    }

    /** What was done, as it was told: a player's own words may hold what may not be shown. */
    private static void done(StoryEvent.Told told, String chosen, List<Piece> pieces) {
        var text = Recital.done(told, chosen);
        if (!text.isBlank()) {
            pieces.add(new Piece.Done(text));
        }
    }

    private static void tell(StoryEvent.Told told, List<Piece> pieces) {
        var payload = told.payload();
        switch (told.type()) {
            case INIT -> {
                words(pieces, payload, "/mainline/premise", "/mainline/primary_goal", "/mainline/stakes");
                words(pieces, payload, "/opening/scene");
                said(pieces, payload, "/opening/npc_line");
            }
            case DECISION, ACTION, COMBAT, PUZZLE -> {
                words(pieces, payload, "/puzzle/riddle", "/result/outcome", "/result/effect", "/result/consequence");
                words(pieces, payload, "/scene/summary");
                said(pieces, payload, "/scene/npc_line");
            }
            case RESOLUTION -> {
                pieces.add(new Piece.Heading(2, payload.at("/ending/title").asText()));
                words(pieces, payload, "/ending/outcome", "/epilogue/scene");
                said(pieces, payload, "/epilogue/closing_line");
                pieces.add(new Piece.Words(
                        StreamSupport.stream(payload.path("key_choices").spliterator(), false)
                                .map(choice -> choice.path("choice_text").asText() + " — "
                                        + choice.path("impact").asText())
                                .collect(Collectors.joining("\n"))));
            }
            case NOVEL -> {
                pieces.add(new Piece.Heading(2, payload.path("title").asText()));
                words(pieces, payload, "/content");
            }
        }
    }

    private static void words(List<Piece> pieces, JsonNode payload, String... fields) {
        for (var field : fields) {
            var text = payload.at(field).asText();
            if (!text.isBlank()) {
                pieces.add(new Piece.Words(text));
            }
        }
    }

    private static void said(List<Piece> pieces, JsonNode payload, String field) {
        var text = payload.at(field).asText();
        if (!text.isBlank()) {
            pieces.add(new Piece.Said(text));
        }
    }

    /** Text that Markdown shows as it is. */
    private static String plain(String text) {
        return escaped(text).replaceAll("([\\\\`*_{}\\[\\]#!|~])", "\\\\$1").replace("\n", "  \n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
