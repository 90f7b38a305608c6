package raconteur.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.journal.Entry;
import raconteur.protocol.StoryReplayed;
import raconteur.protocol.StoryReplayed.Difference;
import raconteur.story.play.Draw;
import raconteur.story.play.Move;
import raconteur.story.play.Setup;
import raconteur.story.play.Story;
import raconteur.story.play.StoryCommand;
import raconteur.story.play.StoryEvent;
import raconteur.story.play.Telling;

/**
 * Plays a story again with the choices that were made. With the answers that were recorded it must come out the same to
 * the byte; with a model of another name it shows where that one tells it otherwise.
 */
@Singleton
public final class Replays {
    private static final int MOST_EVENTS = 60;
    private static final int MOST_DIFFERENCES = 500;

    private final Stories stories;
    private final Narrator narrator;
    private final StoryClock clock;
    private final Ids ids;
    private final InstantSource time;

    Replays(Stories stories, Narrator narrator, StoryClock clock, Ids ids, InstantSource time) {
        this.stories = stories;
        this.narrator = narrator;
        this.clock = clock;
        this.ids = ids;
        this.time = time;
    }

    /** One event as it was recorded: what was done, all that came of it, and when. */
    private record Recorded(StoryEvent.Acted acted, List<StoryEvent> events, Entry last) {
        StoryEvent.Told told() {
            return (StoryEvent.Told) events.getLast();
        }
    }

    /** Rules and mends what was recorded anew. Nothing is kept and nothing is asked. */
    public StoryReplayed again(Caller caller, StoryId id) {
        var row = stories.get(caller.account(), id);
        var differences = new ArrayList<Difference>();
        var story = Story.UNBEGUN;
        var played = 0;
        var group = new ArrayList<StoryEvent>();
        for (var entry : stories.entries(caller.account(), row.id(), 0)) {
            var event = StoryJson.read(entry);
            if (event instanceof StoryEvent.Acted) {
                group.clear();
            }
            group.add(event);
            if (event instanceof StoryEvent.Told told) {
                var recorded = new Recorded((StoryEvent.Acted) group.getFirst(), List.copyOf(group), entry);
                compare(told.number(), "", tree(recorded.events()), tree(anew(story, recorded)), differences);
                played++;
                for (var each : group) {
                    story = story.after(each);
                }
                group.clear();
            } else if (!isPartOfTelling(event)) {
                story = story.after(event);
                group.clear();
            }
        }
        return new StoryReplayed(null, played, true, List.copyOf(differences));
    }

    private static boolean isPartOfTelling(StoryEvent event) {
        return switch (event) {
            case StoryEvent.Acted _, StoryEvent.Drawn _, StoryEvent.Ruled _, StoryEvent.Told _ -> true;
            case StoryEvent.Begun _,
                    StoryEvent.Paused _,
                    StoryEvent.Resumed _,
                    StoryEvent.Branched _,
                    StoryEvent.Renamed _ -> false;
        };
    }

    private List<StoryEvent> anew(Story story, Recorded recorded) {
        var told = recorded.told();
        var move = story.move(act(recorded.acted(), recorded.acted().option()));
        var heard = new Telling.Heard(
                told.proposal(), told.fault(), told.turn(), recorded.last().at(), told.clock());
        return Telling.of(story, move, heard, narrator.compliance(story.begun().constraints()));
    }

    private static JsonNode tree(List<StoryEvent> events) {
        var all = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> all.add(StoryJson.tree(event)));
        return all;
    }

    private static StoryCommand.Act act(StoryEvent.Acted acted, @Nullable Integer option) {
        return new StoryCommand.Act(acted.type(), acted.player(), option, acted.text(), acted.request());
    }

    /**
     * Has the same choices told by a model, in a story of its own; what it costs is the caller's.
     *
     * @throws Refusal when the model may not be asked; what was told until then stands
     */
    public StoryReplayed by(String model, Caller caller, StoryId id, String trace) throws InterruptedException {
        var row = stories.get(caller.account(), id);
        var told = new ArrayList<Recorded>();
        StoryEvent.Acted acted = null;
        for (var entry : stories.entries(caller.account(), row.id(), 0)) {
            var event = StoryJson.read(entry);
            if (event instanceof StoryEvent.Acted doing) {
                acted = doing;
            } else if (event instanceof StoryEvent.Told && acted != null) {
                told.add(new Recorded(acted, List.of(event), entry));
            }
        }
        var replay = new StoryId(ids.next());
        var setup = row.snapshot().begun().named(replay.toString()).told(model);
        var differences = new ArrayList<Difference>();
        var played = 0;
        for (var each : told.subList(0, Math.min(MOST_EVENTS, told.size()))) {
            var answer = played == 0
                    ? begin(caller, replay, setup, each, trace)
                    : goOn(caller, replay, each, trace, differences);
            if (answer == null) {
                break;
            }
            played++;
            compare(answer.number(), "", each.told().payload(), answer.payload(), differences);
        }
        return new StoryReplayed(replay.value(), played, played == told.size(), List.copyOf(differences));
    }

    private Answer begin(Caller caller, StoryId replay, Setup setup, Recorded each, String trace)
            throws InterruptedException {
        var first = new StoryEvent.Begun(setup);
        var at = time.instant();
        var fresh = new StoryRows.Row(
                replay, setup.sessionId(), true, "replay", "", "playing", 0, 0, Story.UNBEGUN, null, at, at);
        var story = Story.UNBEGUN.after(first);
        var move = new Move(
                1,
                each.acted().type(),
                each.acted().player(),
                null,
                "",
                each.acted().request(),
                Draw.of(setup.runSeed(), 1, setup.difficulty()));
        return tell(caller, fresh, List.of(first), story, move, trace);
    }

    /** Null where the recorded choice is not allowed in the story as it came out now. */
    private @Nullable Answer goOn(
            Caller caller, StoryId replay, Recorded each, String trace, List<Difference> differences)
            throws InterruptedException {
        var row = stories.get(caller.account(), replay);
        var story = row.snapshot();
        var wanted = each.acted().option();
        var offered = wanted != null && story.options().stream().anyMatch(option -> option.id() == wanted);
        try {
            var decision = story.decide(act(each.acted(), offered ? wanted : null), story.at(clock.millis()));
            if (!(decision instanceof Story.Decision.Asks(var move))) {
                throw new IllegalStateException("a choice that is not told");
            }
            return tell(caller, row, List.of(), story, move, trace);
        } catch (Refusal refused) {
            if (refused.code() != Code.CONFLICT) {
                throw refused;
            }
            differences.add(new Difference(
                    each.told().number(),
                    "/event/type",
                    JsonNodeFactory.instance.textNode(each.told().type().name()),
                    JsonNodeFactory.instance.textNode(story.next())));
            return null;
        }
    }

    private Answer tell(Caller caller, StoryRows.Row row, List<StoryEvent> first, Story story, Move move, String trace)
            throws InterruptedException {
        return narrator.tell(
                        new Narrator.Task(caller, row, first, story, move, null, trace, Duration.ZERO, Audience.NOBODY))
                .orElseThrow(() -> new Refusal(Code.VERSION_CONFLICT));
    }

    /** Where two values differ, leaf by leaf. */
    static void compare(int number, String at, JsonNode recorded, JsonNode replayed, List<Difference> found) {
        if (recorded.equals(replayed) || found.size() >= MOST_DIFFERENCES || at.endsWith("/meta/trace_id")) {
            return;
        }
        if (recorded.isObject() && replayed.isObject()) {
            var names = new LinkedHashSet<String>();
            recorded.fieldNames().forEachRemaining(names::add);
            replayed.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(number, at + "/" + name, recorded.path(name), replayed.path(name), found));
        } else if (recorded.isArray() && replayed.isArray()) {
            for (var n = 0; n < Math.max(recorded.size(), replayed.size()); n++) {
                compare(number, at + "/" + n, recorded.path(n), replayed.path(n), found);
            }
        } else {
            found.add(new Difference(number, at, shown(recorded), shown(replayed)));
        }
    }

    private static JsonNode shown(JsonNode value) {
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }
}
