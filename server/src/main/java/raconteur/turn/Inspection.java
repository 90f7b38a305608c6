package raconteur.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Money;
import raconteur.platform.db.Database;
import raconteur.provider.Completion;
import raconteur.provider.Models;
import raconteur.provider.Resolution;

/** Shows what was really sent for a turn, and where each part of it came from. */
@Singleton
public final class Inspection {
    /** Everything about a turn's generations. */
    public record Inspected(TurnId turnId, List<Generation> generations) {}

    /**
     * One generation.
     *
     * @param messageId what it filled; null for a value
     * @param overheadMs what of the time until its settlement was ours: all but the waiting for providers
     * @param request the exact body that was sent; null when it was forgotten or its model is gone
     * @param readings the answers that make up a value, and what was made of each
     */
    public record Generation(
            GenerationId generationId,
            @Nullable MessageId messageId,
            String model,
            String provider,
            @Nullable JsonNode request,
            List<Part> parts,
            JsonNode attempts,
            @Nullable Double overheadMs,
            @Nullable Usage usage,
            @Nullable String finishReason,
            @Nullable Money cost,
            Prompt.Dropped dropped,
            List<Read> readings) {}

    /** An answer to a structured question: how it was asked for, what came, and what a validator said of it. */
    public record Read(
            int number,
            String model,
            String rung,
            @Nullable JsonNode request,
            String answer,
            List<String> messages,
            List<String> notes,
            boolean used,
            @Nullable Usage usage) {}

    /** One part of a prompt, with our count of its tokens. */
    public record Part(
            String source,
            String label,
            String role,
            long tokens,
            String text,
            @Nullable MessageId messageId) {}

    private final Turns turns;
    private final StoredTurns stored;
    private final PromptParts parts;
    private final Readings readings;
    private final Keepers keepers;
    private final Models models;
    private final Database database;
    private final ObjectMapper json;

    Inspection(
            Turns turns,
            StoredTurns stored,
            PromptParts parts,
            Readings readings,
            Keepers keepers,
            Models models,
            Database database,
            ObjectMapper json) {
        this.turns = turns;
        this.stored = stored;
        this.parts = parts;
        this.readings = readings;
        this.keepers = keepers;
        this.models = models;
        this.database = database;
        this.json = json;
    }

    /** The owner's view of it. */
    public Inspected of(Caller owner, TurnId turn) {
        var row = turns.row(owner, turn);
        var answers = keepers.of(row.surface());
        return database.read(tx -> new Inspected(
                turn,
                stored.generations(tx, owner.account(), turn).stream()
                        .map(made -> generation(tx, owner, answers, made))
                        .toList()));
    }

    private Generation generation(Handle tx, Caller owner, Answers answers, StoredTurns.Made made) {
        var kept =
                parts.find(tx, owner.account(), made.request(), message -> answers.text(tx, owner.account(), message));
        var read = readings.of(tx, owner.account(), made.id()).stream()
                .map(row -> read(tx, owner, row))
                .toList();
        var usage = made.usage();
        var shown = kept.map(PromptParts.Kept::prompt).map(Prompt::parts).orElse(List.of());
        return new Generation(
                made.id(),
                made.message(),
                made.model(),
                made.model().substring(0, Math.max(0, made.model().indexOf('/'))),
                read.isEmpty()
                        ? kept.flatMap(found -> body(made.model(), found)).orElse(null)
                        : read.getFirst().request(),
                shown.stream().map(Inspection::part).toList(),
                tree(made.attempts()),
                made.overhead() == null ? null : made.overhead().toNanos() / 1e6,
                usage,
                made.finishReason(),
                usage == null ? null : usage.cost(),
                kept.map(found -> found.prompt().dropped()).orElse(Prompt.Dropped.NOTHING),
                read);
    }

    private Read read(Handle tx, Caller owner, Readings.Row row) {
        return new Read(
                row.number(),
                row.model(),
                row.rung(),
                parts.find(tx, owner.account(), row.request(), _ -> Optional.empty())
                        .flatMap(found -> body(row.model(), found))
                        .orElse(null),
                row.answer(),
                row.messages(),
                row.notes(),
                row.value() != null,
                row.usage());
    }

    private static Part part(Prompt.Part part) {
        return new Part(
                part.source(),
                part.label(),
                part.role().name().toLowerCase(java.util.Locale.ROOT),
                TokenCount.of(part.text()),
                part.text(),
                part.message());
    }

    private Optional<JsonNode> body(String model, PromptParts.Kept kept) {
        if (!(models.resolve(model) instanceof Resolution.Found(var candidates))) {
            return Optional.empty();
        }
        var candidate = candidates.getFirst();
        var request = Completion.of(candidate.model().name(), kept.prompt().messages())
                .with(kept.parameters())
                .with(kept.format());
        return Optional.of(tree(candidate.provider().body(request)));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored JSON cannot be read", broken);
        }
    }
}
