package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import raconteur.bench.Behaviour;
import raconteur.bench.Upstream;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.ManualTime;
import raconteur.platform.db.EveryDatabase;
import raconteur.platform.journal.Entry;
import raconteur.platform.journal.SqlJournal;
import raconteur.protocol.Invoke;
import raconteur.story.payload.EventType;
import raconteur.story.play.Story;
import raconteur.story.play.StoryEvent;
import raconteur.story.play.Tales;
import raconteur.story.scenario.Authoring;
import raconteur.turn.World;
import raconteur.turn.structured.Structured;

/** Stories over a real database and a real upstream, with someone who plays, and a time of their own. */
public final class Hall implements AutoCloseable {
    public static final String SESSION = "sess_test_001";
    public static final Duration SOON = Duration.ofSeconds(20);

    public final Upstream upstream = Upstream.start(0);
    public final ManualTime time = new ManualTime();
    public final World world;
    final StoryRows rows;
    final SqlJournal journal;
    final Stories stories;
    final StoryClock clock;
    final Narrator narrator;
    public final Invocations invocations;
    public final Reception reception;
    public final StoryViews views;
    public final Branches branches;
    final Replays replays;
    final Book book;
    public final Recital recital;
    public final Caller ada;
    private final StoryListener.All listeners;
    private final Leaving leaving;

    Hall(EveryDatabase kind, Path folder) {
        this(kind, folder, Duration.ofSeconds(20));
    }

    Hall(EveryDatabase kind, Path folder, Duration deadline) {
        this(kind, folder, deadline, _ -> List.of());
    }

    /** One in which others hear of stories too. */
    public Hall(EveryDatabase kind, Path folder, Function<World, List<StoryListener>> others) {
        this(kind, folder, Duration.ofSeconds(20), others);
    }

    private Hall(EveryDatabase kind, Path folder, Duration deadline, Function<World, List<StoryListener>> others) {
        var base = upstream.base().toString();
        world = new World(
                        kind,
                        folder,
                        Map.of(
                                "PROVIDER_FAKE_BASE_URL", base,
                                "PROVIDER_FAKE_API_KEY", "sk-plain",
                                "PROVIDER_FAKE_MODELS", "plain,other",
                                "PROVIDER_FAKE_PRICES", "plain=10/20",
                                "MAX_RUNNING_TURNS", "0",
                                "MODEL_STORY", "fake/plain"),
                        List.of(new StoryAnswers()))
                .started();
        var database = world.database();
        rows = new StoryRows();
        journal = new SqlJournal(database, time);
        listeners = new StoryListener.All(others.apply(world));
        stories = new Stories(database, journal, rows, time, listeners);
        clock = new StoryClock(database, time);
        narrator =
                new Narrator(world.the(Structured.class), stories, clock, database, new StoryConfig(deadline, 2), time);
        var ids = new Ids(time);
        invocations = another();
        reception = new Reception(narrator, world.the(Authoring.class), ids);
        leaving = new Leaving(rows, journal, world.the(raconteur.turn.Forgetting.class), listeners);
        views = new StoryViews(database, stories, rows, journal, clock, leaving, narrator, time);
        branches = new Branches(database, stories, views, clock, ids, time);
        replays = new Replays(stories, narrator, clock, ids, time);
        book = new Book(stories, views);
        recital = new Recital(database, stories, rows, clock);
        ada = world.ada("10");
    }

    /** Another server on the same database, as far as calls meet there. */
    public Invocations another() {
        return new Invocations(stories, narrator, new Gate(), clock, new Ids(time), time, listeners);
    }

    /** An account goes, with its stories. */
    public void leave(Caller who) {
        world.database().transact(tx -> {
            leaving.deleted(tx, who.account());
            return true;
        });
    }

    @Override
    public void close() {
        world.close();
        upstream.close();
    }

    public static Behaviour says(JsonNode value) {
        return Behaviour.standard().saying(value.toString());
    }

    /** From now on the model tells each type of event well. */
    public Hall telling() {
        upstream.when(
                call -> asked(call.body(), "Begin the story"), says(Tales.proposal(EventType.INIT, "DECISION", 0)));
        upstream.when(
                call -> asked(call.body(), "The player decides"),
                says(Tales.proposal(EventType.DECISION, "COMBAT", 20)));
        upstream.when(
                call -> asked(call.body(), "The player does"), says(Tales.proposal(EventType.ACTION, "DECISION", 25)));
        upstream.when(
                call -> asked(call.body(), "The player fights"), says(Tales.proposal(EventType.COMBAT, "PUZZLE", 40)));
        upstream.when(
                call -> asked(call.body(), "The player tries"), says(Tales.proposal(EventType.PUZZLE, "DECISION", 60)));
        upstream.when(call -> asked(call.body(), "The story ends"), says(Tales.proposal(EventType.RESOLUTION, "", 80)));
        upstream.when(call -> asked(call.body(), "Retell"), says(Tales.proposal(EventType.NOVEL, "", 80)));
        return this;
    }

    private static boolean asked(JsonNode body, String words) {
        return body.path("messages").toString().contains(words);
    }

    public static Invoke request(
            String type, @Nullable String session, @Nullable Integer number, Invoke.@Nullable Payload payload) {
        return new Invoke(
                new Invoke.Event(type, number),
                new Invoke.Session(session, 1, "NORMAL"),
                new Invoke.Time(300, 0, 300),
                new Invoke.Seed("run_test_001"),
                new Invoke.Constraints("en", "PG", 220, 40, List.of()),
                null,
                null,
                payload);
    }

    public Answer invoke(Caller caller, Invoke request, @Nullable String key) throws InterruptedException {
        var call = reception.read(caller, request, new Reception.Envelope(key, null, "trace", Duration.ZERO));
        return invocations.invoke(call, Audience.NOBODY);
    }

    public Answer init() throws InterruptedException {
        return invoke(ada, request("INIT", SESSION, null, null), null);
    }

    public Answer choose(String type, int option) throws InterruptedException {
        return invoke(ada, request(type, SESSION, null, new Invoke.Payload(option, null, null)), null);
    }

    public Answer act(String type, @Nullable String text) throws InterruptedException {
        return invoke(ada, request(type, SESSION, null, new Invoke.Payload(null, text, null)), null);
    }

    List<Entry> entries(StoryId story) {
        return stories.entries(ada.account(), story, 0);
    }

    public List<StoryEvent.Told> told(StoryId story) {
        var told = new ArrayList<StoryEvent.Told>();
        for (var event : stories.events(ada.account(), story)) {
            if (event instanceof StoryEvent.Told one) {
                told.add(one);
            }
        }
        return told;
    }

    /** The fold over the journal is the snapshot that is kept. */
    public void assertFolds(StoryId id) {
        var row = stories.get(ada.account(), id);
        var story = Story.UNBEGUN;
        for (var event : stories.events(ada.account(), id)) {
            story = story.after(event);
        }
        assertThat(row.snapshot()).isEqualTo(story);
        assertThat(row.version()).isEqualTo(entries(id).size());
        assertThat(row.number()).isEqualTo(story.number());
    }

    /** Bodies of a journal without what differs between any two runs: turns and times. */
    public List<String> bytes(StoryId id) {
        return entries(id).stream()
                .map(entry -> {
                    var body = StoryJson.parse(entry.body());
                    if (body instanceof ObjectNode object) {
                        object.remove(List.of("turn", "clock"));
                    }
                    return entry.type() + " " + body;
                })
                .toList();
    }
}
