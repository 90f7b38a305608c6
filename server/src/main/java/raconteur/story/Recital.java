package raconteur.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.db.Database;
import raconteur.platform.journal.Entry;
import raconteur.protocol.StoryTold;
import raconteur.story.play.Story;
import raconteur.story.play.StoryEvent;

/** What others than its owner may get of a story: how it stands and what was told, and nothing behind that. */
@Singleton
public final class Recital {
    /** Entries of the journal in which the last event almost always is. */
    private static final long TAIL = 24;

    private final Database database;
    private final Stories stories;
    private final StoryRows rows;
    private final StoryClock clock;

    Recital(Database database, Stories stories, StoryRows rows, StoryClock clock) {
        this.database = database;
        this.stories = stories;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * A story as it stands.
     *
     * @param current whether it can be played on: no other run has taken its session id
     * @param state playing, paused or over
     * @param version of its journal
     */
    public record Scene(
            StoryId id,
            String sessionId,
            boolean current,
            String title,
            String state,
            Story story,
            long version,
            Instant updatedAt) {
        /** Whether events may still come. */
        public boolean goesOn() {
            return current && !story.isOver();
        }

        public String language() {
            return story.begun().constraints().language();
        }
    }

    /** What the clock of stories shows, in milliseconds. Not inside a transaction. */
    public long now() {
        return clock.millis();
    }

    public Optional<Scene> scene(AccountId owner, StoryId id) {
        return database.read(tx -> scene(tx, owner, id));
    }

    /** The same in this transaction. */
    public Optional<Scene> scene(Handle tx, AccountId owner, StoryId id) {
        return rows.find(tx, owner, id)
                .map(row -> new Scene(
                        row.id(),
                        row.sessionId(),
                        row.current(),
                        row.title(),
                        row.state(),
                        row.snapshot(),
                        row.version(),
                        row.updatedAt()));
    }

    /**
     * What was told after an event, oldest first; {@link Code#NOT_FOUND} when it is not the owner's story.
     *
     * @param whole with what tells the seed, which is for the owner alone
     */
    public List<StoryTold> tale(AccountId owner, StoryId id, long after, boolean whole) {
        var row = stories.get(owner, id);
        return told(stories.entries(owner, row.id(), 0), whole).stream()
                .filter(told -> told.number() > after)
                .toList();
    }

    /** What was told last. */
    public Optional<StoryTold> last(AccountId owner, Scene scene, boolean whole) {
        var entries = stories.entries(owner, scene.id(), Math.max(0, scene.version() - TAIL));
        var until = entries.stream()
                .filter(entry -> entry.version() <= scene.version())
                .toList();
        var tail = told(until, whole);
        var found = tail.isEmpty() ? tale(owner, scene.id(), 0, whole) : tail;
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    private static List<StoryTold> told(List<Entry> entries, boolean whole) {
        var all = new ArrayList<StoryTold>();
        var chosen = "";
        for (var entry : entries) {
            switch (StoryJson.read(entry)) {
                case StoryEvent.Acted acted -> chosen = acted.option() == null ? "" : acted.text();
                case StoryEvent.Told told -> {
                    all.add(told(told, chosen, entry.at(), whole));
                    chosen = "";
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
        return all;
    }

    private static StoryTold told(StoryEvent.Told told, @Nullable String chosen, Instant at, boolean whole) {
        var text = done(told, chosen);
        return new StoryTold(
                told.number(),
                told.type().name().toLowerCase(Locale.ROOT),
                text.isBlank() ? null : text,
                whole ? told.payload() : bare(told.payload()),
                at);
    }

    /** Without the trace, which has the seed and the date in it, and without the name of the world, which has too. */
    private static JsonNode bare(JsonNode payload) {
        var copy = payload.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove("meta");
        }
        if (copy.path("ai_state") instanceof ObjectNode state) {
            state.remove("world_seed");
        }
        return copy;
    }

    /** What was done, as it was told: a player's own words may hold what may not be shown. */
    static String done(StoryEvent.Told told, @Nullable String chosen) {
        var payload = told.payload();
        return payload.at("/decision/selected_option_text")
                .asText(payload.at("/attempt/selected_option_text")
                        .asText(payload.at("/action/text").asText(chosen == null ? "" : chosen)));
    }
}
