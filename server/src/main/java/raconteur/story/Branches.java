package raconteur.story;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.StoryState;
import raconteur.story.play.Story;
import raconteur.story.play.StoryEvent;

/**
 * Lets stories go another way: a branch is a story that shares its beginning, with its time, its fate and its memory.
 */
@Singleton
public final class Branches {
    private final Database database;
    private final Stories stories;
    private final StoryViews views;
    private final StoryClock clock;
    private final Ids ids;
    private final InstantSource time;

    Branches(Database database, Stories stories, StoryViews views, StoryClock clock, Ids ids, InstantSource time) {
        this.database = database;
        this.stories = stories;
        this.views = views;
        this.clock = clock;
        this.ids = ids;
        this.time = time;
    }

    /**
     * A new story that goes on after an event of this one, as if nothing later had happened.
     *
     * @param after the event's number; null for the last
     * @param sessionId what to call it; null for a new name
     * @throws Refusal {@link Code#CONFLICT} when a story goes by that name already
     */
    public StoryState fork(AccountId owner, StoryId id, @Nullable Integer after, @Nullable String sessionId) {
        var row = stories.get(owner, id);
        var number = after == null ? row.number() : after;
        var entries = stories.entries(owner, id, 0);
        var kept = new ArrayList<StoryEvent>();
        for (var entry : entries) {
            var event = StoryJson.read(entry);
            kept.add(event);
            if (event instanceof StoryEvent.Told told && told.number() == number) {
                return branch(owner, row, kept, number, sessionId);
            }
        }
        throw Refusal.invalid("after", "there is no event of that number", "没有该编号的事件");
    }

    private StoryState branch(
            AccountId owner, StoryRows.Row row, List<StoryEvent> kept, int after, @Nullable String wanted) {
        var branch = new StoryId(ids.next());
        var session = wanted == null || wanted.isBlank() ? branch.toString() : wanted;
        var told = (StoryEvent.Told) kept.getLast();
        var begins = new StoryEvent.Branched(
                row.id().toString(), after, session, told.clock().from(clock.millis()));
        var at = time.instant();
        var fresh = new StoryRows.Row(
                branch,
                session,
                true,
                "branch:" + row.id() + ":" + after,
                row.title(),
                row.state(),
                0,
                0,
                Story.UNBEGUN,
                new StoryRows.Origin(row.id(), after),
                at,
                at);
        var made = database.transact(tx -> stories.branch(tx, owner, row.id(), fresh, kept, begins))
                .orElseThrow(() ->
                        new Refusal(Code.CONFLICT, new Text("A story goes by that session id already.", "该会话编号已被使用。")));
        stories.ring();
        return views.view(made);
    }
}
