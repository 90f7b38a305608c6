package raconteur.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Cursor;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.platform.journal.Entry;
import raconteur.platform.journal.SqlJournal;
import raconteur.platform.journal.Stream;
import raconteur.protocol.Page;
import raconteur.protocol.StoryEntry;
import raconteur.protocol.StoryState;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Kind;
import raconteur.story.play.Story;
import raconteur.story.play.StoryCommand;
import raconteur.story.play.StoryEvent;

/** What its owner sees of a story, and does to it besides playing. */
@Singleton
public final class StoryViews {
    private final Database database;
    private final Stories stories;
    private final StoryRows rows;
    private final SqlJournal journal;
    private final StoryClock clock;
    private final Leaving leaving;
    private final Narrator narrator;
    private final InstantSource time;

    StoryViews(
            Database database,
            Stories stories,
            StoryRows rows,
            SqlJournal journal,
            StoryClock clock,
            Leaving leaving,
            Narrator narrator,
            InstantSource time) {
        this.database = database;
        this.stories = stories;
        this.rows = rows;
        this.journal = journal;
        this.clock = clock;
        this.leaving = leaving;
        this.narrator = narrator;
        this.time = time;
    }

    /**
     * Those played last come first; a cursor is the time and id where the page before ended.
     *
     * @param sessionId only the runs of this session; null for all
     */
    public Page<StoryState> list(AccountId owner, @Nullable String sessionId, @Nullable String cursor, int limit) {
        var from = cursor == null ? null : Cursor.parse(cursor);
        var found = database.read(tx -> rows.newest(
                tx, owner, sessionId, from == null ? null : from.time(), from == null ? null : from.id(), limit + 1));
        var items = found.size() > limit ? found.subList(0, limit) : found;
        var last = items.isEmpty() ? null : items.getLast();
        var next = found.size() > limit && last != null
                ? new Cursor(last.updatedAt(), last.id().value()).toString()
                : null;
        return new Page<>(items.stream().map(this::view).toList(), next);
    }

    /** The story now; {@link Code#NOT_FOUND} when it is not the owner's. */
    public StoryState get(AccountId owner, StoryId id) {
        return view(stories.get(owner, id));
    }

    StoryState view(StoryRows.Row row) {
        var story = row.snapshot();
        var setup = story.begun();
        var now = story.at(clock.millis());
        var last = story.last();
        var origin = row.origin();
        return new StoryState(
                row.id().value(),
                row.sessionId(),
                row.current(),
                row.title(),
                row.state(),
                setup.difficulty().name(),
                setup.players(),
                setup.constraints().language(),
                story.number(),
                last == null ? null : last.name(),
                story.next(),
                story.allowed(now).stream().map(EventType::name).toList(),
                story.options().stream()
                        .map(option -> new StoryState.Option(option.id(), option.text()))
                        .toList(),
                story.plot().scene(),
                story.plot().line(),
                story.plot().memory(),
                story.plot().arc(),
                new StoryState.Status(story.vitals().playerHp(), story.vitals().enemyHp()),
                setup.limit().toSeconds(),
                Duration.ofMillis(now.elapsedMs()).toSeconds(),
                Math.max(0, setup.limit().minusMillis(now.elapsedMs()).toSeconds()),
                origin == null ? null : new StoryState.Origin(origin.story().value(), origin.after()),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    /**
     * What happened after an entry, oldest first.
     *
     * @param wait how long to wait for something where nothing has happened yet
     */
    public Page<StoryEntry> journal(AccountId owner, StoryId id, long after, int limit, Duration wait)
            throws InterruptedException {
        var row = stories.get(owner, id);
        var found = journal.follow(new Stream(owner, id.value()), after, limit + 1, wait);
        var items = found.size() > limit ? found.subList(0, limit) : found;
        var next = found.size() > limit ? Long.toString(items.getLast().version()) : null;
        return new Page<>(items.stream().map(entry -> entry(row, entry)).toList(), next);
    }

    /**
     * An entry as it may be shown: what broke a constraint is not in it, neither a model's words nor a player's own. A
     * model's are in the inspection of its turn.
     */
    StoryEntry entry(StoryRows.Row row, Entry entry) {
        var data = (ObjectNode) StoryJson.parse(entry.body());
        if (data.has("proposal")) {
            data.remove("proposal");
        }
        if (data.path("ruling") instanceof ObjectNode ruling
                && ruling.path("proposed").isContainerNode()) {
            ruling.putNull("proposed");
        }
        if (entry.type().equals("acted") && data.path("option").isNull() && data.hasNonNull("text")) {
            var text = data.path("text").asText();
            var compliance = narrator.compliance(row.snapshot().begun().constraints());
            data.put("text", text.isBlank() ? text : compliance.mended(Kind.TEXT, text));
        }
        return new StoryEntry(entry.version(), entry.type(), entry.at(), data);
    }

    /** Gives it another title; {@link Code#VERSION_CONFLICT} when it moved on since it was seen. */
    public StoryState rename(AccountId owner, StoryId id, @Nullable String title, @Nullable Integer version) {
        var row = stories.get(owner, id);
        if (version != null && version != row.version()) {
            throw moved(row);
        }
        if (title == null || title.equals(row.title())) {
            return view(row);
        }
        return goOn(owner, row.titled(title, time.instant()), List.of(new StoryEvent.Renamed(title)));
    }

    /** Lets its time stand still. */
    public StoryState pause(AccountId owner, StoryId id) {
        return decide(owner, id, new StoryCommand.Pause());
    }

    /** Lets its time go on. */
    public StoryState resume(AccountId owner, StoryId id) {
        return decide(owner, id, new StoryCommand.Resume());
    }

    private StoryState decide(AccountId owner, StoryId id, StoryCommand command) {
        var row = stories.get(owner, id);
        var story = row.snapshot();
        if (!(story.decide(command, story.at(clock.millis())) instanceof Story.Decision.Events(var events))) {
            throw new IllegalStateException("a command that must be told: " + command);
        }
        return events.isEmpty() ? view(row) : goOn(owner, row, events);
    }

    private StoryState goOn(AccountId owner, StoryRows.Row row, List<StoryEvent> events) {
        var kept = database.transact(tx -> stories.goOn(tx, owner, row, events)).orElseThrow(() -> moved(row));
        stories.ring();
        return view(kept);
    }

    private static Refusal moved(StoryRows.Row row) {
        return new Refusal(Code.VERSION_CONFLICT).with("version", row.version());
    }

    /** Removes it, its journal, and what models were shown for it. */
    public void delete(AccountId owner, StoryId id) {
        if (!database.transact(tx -> leaving.remove(tx, owner, id))) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }
}
