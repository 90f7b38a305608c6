package raconteur.story;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.platform.journal.Appended;
import raconteur.platform.journal.Entry;
import raconteur.platform.journal.SqlJournal;
import raconteur.platform.journal.Stream;
import raconteur.story.play.Story;
import raconteur.story.play.StoryEvent;

/** Stories as they are kept: a journal each, and a snapshot of the fold over it. */
@Singleton
final class Stories {
    static final Duration KEY_LIFE = Duration.ofHours(24);
    private static final int PAGE = 200;

    private final Database database;
    private final SqlJournal journal;
    private final StoryRows rows;
    private final InstantSource time;
    private final StoryListener.All listeners;

    Stories(Database database, SqlJournal journal, StoryRows rows, InstantSource time, StoryListener.All listeners) {
        this.database = database;
        this.journal = journal;
        this.rows = rows;
        this.time = time;
        this.listeners = listeners;
    }

    /** A request as it can come again. */
    record Once(String key, String fingerprint) {}

    /** Something that was told, and where. */
    record Answered(StoryRows.Row row, StoryEvent.Told told) {}

    Optional<StoryRows.Row> find(AccountId owner, StoryId id) {
        return database.read(tx -> rows.find(tx, owner, id));
    }

    /** {@link Code#NOT_FOUND} when it is not the owner's. */
    StoryRows.Row get(AccountId owner, StoryId id) {
        return find(owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    Optional<StoryRows.Row> current(AccountId owner, String sessionId) {
        return database.read(tx -> rows.current(tx, owner, sessionId));
    }

    /**
     * What a request became when it first came.
     *
     * @throws Refusal {@link Code#IDEMPOTENCY_MISMATCH} when something else was asked then
     */
    Optional<Answered> earlier(AccountId owner, Once once) {
        var since = time.instant().minus(KEY_LIFE);
        return database.read(tx -> rows.asked(tx, owner, once.key(), since)).flatMap(asked -> {
            if (!asked.fingerprint().equals(once.fingerprint())) {
                throw new Refusal(Code.IDEMPOTENCY_MISMATCH);
            }
            return find(owner, asked.story()).map(row -> answered(owner, row, asked.number()));
        });
    }

    /** The answer to an event that was answered. */
    Answered answered(AccountId owner, StoryRows.Row row, int number) {
        return events(owner, row.id()).stream()
                .filter(StoryEvent.Told.class::isInstance)
                .map(StoryEvent.Told.class::cast)
                .filter(told -> told.number() == number)
                .findFirst()
                .map(told -> new Answered(row, told))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    /** By which the request behind an event is known again. */
    Optional<String> request(AccountId owner, StoryRows.Row row, int number) {
        return row.number() == number
                ? Optional.of(row.snapshot().request())
                : events(owner, row.id()).stream()
                        .filter(StoryEvent.Acted.class::isInstance)
                        .map(StoryEvent.Acted.class::cast)
                        .filter(acted -> acted.number() == number)
                        .findFirst()
                        .map(StoryEvent.Acted::request);
    }

    /** All that happened, oldest first. */
    List<StoryEvent> events(AccountId owner, StoryId id) {
        return entries(owner, id, 0).stream().map(StoryJson::read).toList();
    }

    /** The same as it was written. */
    List<Entry> entries(AccountId owner, StoryId id, long after) {
        var stream = new Stream(owner, id.value());
        var all = new ArrayList<Entry>();
        for (var from = after; ; ) {
            var page = journal.read(stream, from, PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
            from = page.getLast().version();
        }
    }

    /** Begins a story with these events; nothing when another run has taken its session id meanwhile. */
    Optional<StoryRows.Row> begin(Handle tx, AccountId owner, StoryRows.Row fresh, List<StoryEvent> events) {
        var before = rows.current(tx, owner, fresh.sessionId());
        rows.retire(tx, owner, fresh.sessionId());
        before.ifPresent(row -> listeners.changed(tx, owner, row.id()));
        var row = fresh.after(fold(fresh.snapshot(), events), events.size(), time.instant());
        if (!rows.insert(tx, owner, row)) {
            return Optional.empty();
        }
        append(tx, owner, fresh, events);
        return Optional.of(row);
    }

    /** Goes on with a story; nothing when it has moved on, or is gone. */
    Optional<StoryRows.Row> goOn(Handle tx, AccountId owner, StoryRows.Row before, List<StoryEvent> events) {
        var story = fold(before.snapshot(), events);
        var row = before.after(story, before.version() + events.size(), time.instant());
        if (!rows.update(tx, owner, row, before.version())) {
            return Optional.empty();
        }
        append(tx, owner, before, events);
        listeners.happened(tx, owner, row.id(), events);
        return Optional.of(row);
    }

    /**
     * Begins a branch: the events up to there are those of another story, as they were kept; nothing when its session
     * id is taken.
     */
    Optional<StoryRows.Row> branch(
            Handle tx,
            AccountId owner,
            StoryId from,
            StoryRows.Row fresh,
            List<StoryEvent> shared,
            StoryEvent.Branched begins) {
        var stream = new Stream(owner, fresh.id().value());
        var story = fold(Story.UNBEGUN, shared).after(begins);
        var row = fresh.after(story, shared.size() + 1L, time.instant());
        if (!rows.insert(tx, owner, row)) {
            return Optional.empty();
        }
        journal.copy(tx, new Stream(owner, from.value()), shared.size(), stream);
        append(tx, owner, fresh.after(story, shared.size(), time.instant()), List.of(begins));
        return Optional.of(row);
    }

    private void append(Handle tx, AccountId owner, StoryRows.Row before, List<StoryEvent> events) {
        var drafts = events.stream().map(StoryJson::draft).toList();
        var appended = journal.append(tx, new Stream(owner, before.id().value()), before.version(), drafts);
        if (appended instanceof Appended.Conflict(var expected, var actual)) {
            throw new IllegalStateException(
                    "a story and its journal disagree: " + before.id() + " " + expected + " " + actual);
        }
    }

    private static Story fold(Story story, List<StoryEvent> events) {
        var now = story;
        for (var event : events) {
            now = now.after(event);
        }
        return now;
    }

    void remember(Handle tx, AccountId owner, @Nullable Once once, StoryId story, int number) {
        if (once != null) {
            rows.keep(tx, owner, once.key(), new StoryRows.Asked(once.fingerprint(), story, number), time.instant());
        }
    }

    /** Tells those who follow, after the transaction. */
    void ring() {
        journal.ring();
    }

    void forget() {
        database.transact(tx -> {
            rows.forgetAsked(tx, time.instant().minus(KEY_LIFE));
            return true;
        });
    }
}
