package raconteur.story;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.story.payload.EventType;
import raconteur.story.play.Move;
import raconteur.story.play.Story;
import raconteur.story.play.StoryCommand;
import raconteur.story.play.StoryEvent;

/** Answers events: each once, in its turn, however often it is asked. Thread-safe. */
@Singleton
public final class Invocations {
    private final Stories stories;
    private final Narrator narrator;
    private final Gate gate;
    private final StoryClock clock;
    private final Ids ids;
    private final InstantSource time;
    private final StoryListener.All listeners;

    Invocations(
            Stories stories,
            Narrator narrator,
            Gate gate,
            StoryClock clock,
            Ids ids,
            InstantSource time,
            StoryListener.All listeners) {
        this.stories = stories;
        this.narrator = narrator;
        this.gate = gate;
        this.clock = clock;
        this.ids = ids;
        this.time = time;
        this.listeners = listeners;
    }

    /**
     * Answers an event; when this returns, it is in the story's journal.
     *
     * @throws Refusal among others {@link Code#CONFLICT} with what is allowed now; nothing has happened then
     */
    public Answer invoke(Invocation call, Audience audience) throws InterruptedException {
        var came = System.nanoTime() - call.waited().toNanos();
        var door = door(call);
        if (door == null) {
            return run(call, audience);
        }
        // who says which event is meant does not ask for another one by coming early
        return gate.pass(
                door, call.fingerprint(), call.number() == null ? came : System.nanoTime(), () -> run(call, audience));
    }

    private static Gate.@Nullable Door door(Invocation call) {
        var owner = call.caller().account();
        if (call.sessionId() != null) {
            return new Gate.Door(owner, "session:" + call.sessionId());
        }
        return call.key() == null ? null : new Gate.Door(owner, "key:" + call.key());
    }

    private Answer run(Invocation call, Audience audience) throws InterruptedException {
        var once = call.once();
        var earlier = once == null
                ? java.util.Optional.<Stories.Answered>empty()
                : stories.earlier(call.caller().account(), once);
        if (earlier.isPresent()) {
            return answer(earlier.get());
        }
        return call.type() == EventType.INIT ? begin(call, audience) : act(call, audience);
    }

    private Answer begin(Invocation call, Audience audience) throws InterruptedException {
        var owner = call.caller().account();
        var setup = call.setup();
        if (setup == null) {
            throw new IllegalArgumentException("a story begins with its setup");
        }
        if (call.sessionId() != null) {
            var known = stories.current(owner, call.sessionId())
                    .filter(row -> row.begunWith().equals(call.fingerprint()));
            if (known.isPresent()) {
                return answer(stories.answered(owner, known.get(), 1));
            }
        }
        var first = new StoryEvent.Begun(setup);
        var fresh = new StoryRows.Row(
                new StoryId(ids.next()),
                setup.sessionId(),
                true,
                call.fingerprint(),
                "",
                "playing",
                0,
                0,
                Story.UNBEGUN,
                null,
                time.instant(),
                time.instant());
        var command = new StoryCommand.Begin(setup, call.player(), call.fingerprint());
        return tell(call, audience, fresh, List.of(first), command);
    }

    private Answer act(Invocation call, Audience audience) throws InterruptedException {
        var owner = call.caller().account();
        var session = call.sessionId();
        if (session == null) {
            throw Refusal.invalid("session.session_id", "is missing", "缺失");
        }
        var row = stories.current(owner, session)
                .filter(one -> call.together() == null || one.id().equals(call.together()))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        var number = call.number();
        if (number != null && number <= row.number()) {
            return again(call, row, number);
        }
        if (number != null && number > row.number() + 1) {
            throw new Refusal(
                            Code.CONFLICT,
                            new Text(
                                    "The next event is number " + (row.number() + 1) + ".",
                                    "下一个事件的编号是 " + (row.number() + 1) + "。"))
                    .with("event_number", row.number());
        }
        if (call.together() == null) {
            listeners.asked(owner, row.id(), call.type());
        }
        var command = new StoryCommand.Act(call.type(), call.player(), call.option(), call.text(), call.fingerprint());
        return tell(call, audience, row, List.of(), command);
    }

    /** The answer that an event got; another one by its number is none. */
    private Answer again(Invocation call, StoryRows.Row row, int number) {
        var owner = call.caller().account();
        var asked = stories.request(owner, row, number);
        if (asked.filter(call.fingerprint()::equals).isEmpty()) {
            throw new Refusal(
                    Code.IDEMPOTENCY_MISMATCH,
                    new Text("Event " + number + " was something else.", "第 " + number + " 个事件的内容不同。"));
        }
        return answer(stories.answered(owner, row, number));
    }

    private Answer tell(
            Invocation call, Audience audience, StoryRows.Row row, List<StoryEvent> first, StoryCommand command)
            throws InterruptedException {
        var story = row.snapshot();
        var now = story.at(clock.millis());
        if (!(story.decide(command, now) instanceof Story.Decision.Asks(var move))) {
            throw new IllegalStateException("a command that is not told: " + command);
        }
        for (var event : first) {
            story = story.after(event);
        }
        var told = narrator.tell(new Narrator.Task(
                call.caller(), row, first, story, move, call.once(), call.trace(), call.waited(), audience));
        return told.orElseGet(() -> overtaken(call, move));
    }

    /** Another server was quicker: it is the same event, or it stands in the way. */
    private Answer overtaken(Invocation call, Move move) {
        var owner = call.caller().account();
        var session = call.setup() == null ? call.sessionId() : call.setup().sessionId();
        var row = stories.current(owner, String.valueOf(session)).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        if (stories.request(owner, row, move.number())
                .filter(call.fingerprint()::equals)
                .isPresent()) {
            return answer(stories.answered(owner, row, move.number()));
        }
        throw new Refusal(Code.CONFLICT).with("event_number", row.number());
    }

    private static Answer answer(Stories.Answered answered) {
        return Answer.of(answered.row(), answered.told());
    }
}
