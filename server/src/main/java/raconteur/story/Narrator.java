package raconteur.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.provider.Parameters;
import raconteur.story.constraint.Compliance;
import raconteur.story.constraint.Constraints;
import raconteur.story.constraint.Fault;
import raconteur.story.payload.Form;
import raconteur.story.play.Briefing;
import raconteur.story.play.Move;
import raconteur.story.play.Story;
import raconteur.story.play.StoryEvent;
import raconteur.story.play.Telling;
import raconteur.turn.TurnId;
import raconteur.turn.structured.Asker;
import raconteur.turn.structured.Outcome;
import raconteur.turn.structured.Structured;
import raconteur.turn.structured.Wish;

/**
 * Has events told: asks a model, rules, mends, and keeps what happened in the transaction that settles the bill. What
 * no model tells in time is told in safe words.
 */
@Singleton
final class Narrator {
    private static final Logger LOG = Logger.getLogger(Narrator.class);
    private static final long MOST_TOKENS = 2400;

    /** What part of the deadline is left for mending and keeping what was told, and how much at least. */
    private static final int MARGIN_SHARE = 8;

    private static final Duration LEAST_MARGIN = Duration.ofMillis(500);

    private static final int COMPLIANCES = 256;

    private final Structured structured;
    private final Stories stories;
    private final StoryClock clock;
    private final Database database;
    private final StoryConfig config;
    private final InstantSource time;
    private final Cache<Constraints, Compliance> compliances =
            Caffeine.newBuilder().maximumSize(COMPLIANCES).build();

    Narrator(
            Structured structured,
            Stories stories,
            StoryClock clock,
            Database database,
            StoryConfig config,
            InstantSource time) {
        this.structured = structured;
        this.stories = stories;
        this.clock = clock;
        this.database = database;
        this.config = config;
        this.time = time;
    }

    /**
     * What is to be told.
     *
     * @param row the story as it was found
     * @param first what happens before the event itself
     * @param story the same after that
     * @param waited since the request came
     */
    record Task(
            Caller caller,
            StoryRows.Row row,
            List<StoryEvent> first,
            Story story,
            Move move,
            Stories.@Nullable Once once,
            String trace,
            Duration waited,
            Audience audience) {
        boolean begins() {
            return row.version() == 0;
        }
    }

    /** Constraints at work; {@link Refusal} where no safe answer could be made under them. */
    Compliance compliance(Constraints constraints) {
        return compliances.get(constraints, Compliance::of);
    }

    /**
     * Has it told. Nothing when the story moved on meanwhile.
     *
     * @throws Refusal when a model may not be asked for this caller now; nothing has happened then
     */
    Optional<Answer> tell(Task task) throws InterruptedException {
        var told = ask(task);
        stories.ring();
        return told;
    }

    private Optional<Answer> ask(Task task) throws InterruptedException {
        var deadline = config.deadline();
        var share = deadline.dividedBy(MARGIN_SHARE);
        var margin = share.compareTo(LEAST_MARGIN) > 0 ? share : LEAST_MARGIN;
        var left = deadline.minus(task.waited()).minus(margin);
        if (!deadline.isZero() && !left.isPositive()) {
            return keepAlone(task, Code.UPSTREAM_TIMEOUT);
        }
        var narration = new Narration(task, compliance(task.story().begun().constraints()));
        var wish = wish(task, narration);
        try {
            var answered = structured.ask(deadline.isZero() ? wish : wish.within(left));
            return narration.kept(answered.outcome());
        } catch (Refusal refused) {
            if (refused.code().blame() != Code.Blame.PROVIDER) {
                throw refused;
            }
            LOG.infof("Told without a model: %s", refused.getMessage());
            return keepAlone(task, refused.code());
        }
    }

    private Wish wish(Task task, Narration narration) {
        var form = Form.of(task.move().type());
        var now = task.story().at(clock.millis());
        var origin = Wish.Origin.of(task.caller(), task.trace())
                .at(StoryAnswers.SURFACE, task.row().id().value());
        return Wish.of(
                        origin,
                        task.story().begun().model(),
                        Briefing.of(task.story(), task.move(), now),
                        narration.compliance.asked(form))
                .with(Parameters.NONE.withMaxTokens(MOST_TOKENS))
                .repairs(config.repairs())
                .with(narration);
    }

    private Optional<Answer> keepAlone(Task task, Code fault) {
        var compliance = compliance(task.story().begun().constraints());
        var heard = heard(task, null, fault.name(), null);
        return database.transact(tx -> keep(tx, task, heard, compliance));
    }

    private Telling.Heard heard(Task task, @Nullable JsonNode proposal, @Nullable String fault, @Nullable TurnId turn) {
        return new Telling.Heard(
                proposal,
                fault,
                turn == null ? null : turn.toString(),
                time.instant(),
                task.story().at(clock.millis()));
    }

    private Optional<Answer> keep(Handle tx, Task task, Telling.Heard heard, Compliance compliance) {
        var events = new ArrayList<>(task.first());
        events.addAll(happened(task, heard, compliance));
        var owner = task.caller().account();
        var kept = task.begins()
                ? stories.begin(tx, owner, task.row(), events)
                : stories.goOn(tx, owner, task.row(), events);
        return kept.map(row -> {
            stories.remember(tx, owner, task.once(), row.id(), row.number());
            return Answer.of(row, (StoryEvent.Told) events.getLast());
        });
    }

    /** What is odd beyond all that was thought of must not leave a session stuck: then nothing of it counts. */
    private static List<StoryEvent> happened(Task task, Telling.Heard heard, Compliance compliance) {
        try {
            return Telling.of(task.story(), task.move(), heard, compliance);
        } catch (RuntimeException bug) {
            LOG.error("A proposal could not be ruled; it is told without", bug);
            var nothing = new Telling.Heard(null, Code.INTERNAL.name(), heard.turn(), heard.at(), heard.now());
            return Telling.of(task.story(), task.move(), nothing, compliance);
        }
    }

    /** What the transaction has kept; null where the story had moved on. */
    private record Kept(@Nullable Answer answer) {}

    /** One event while a model tells it. */
    private final class Narration implements Asker {
        private final Task task;
        private final Compliance compliance;
        private final Form form;
        private final @Nullable Whisper whisper;
        private volatile @Nullable JsonNode nearest;
        private volatile @Nullable Kept kept;

        Narration(Task task, Compliance compliance) {
            this.task = task;
            this.compliance = compliance;
            this.form = Form.of(task.move().type());
            this.whisper = task.audience().equals(Audience.NOBODY)
                    ? null
                    : new Whisper(task.move().type(), compliance, task.audience());
        }

        @Override
        public void told(String text) {
            if (whisper != null) {
                whisper.hear(text);
            }
        }

        @Override
        public List<String> check(JsonNode value) {
            return compliance.faults(form, value).stream().map(Fault::sentence).toList();
        }

        @Override
        public void nearest(JsonNode value) {
            nearest = value;
        }

        @Override
        public void restarted() {
            if (whisper != null) {
                whisper.restart();
            }
        }

        @Override
        public void kept(Handle tx, TurnId turn, Outcome outcome) {
            var heard = switch (outcome) {
                case Outcome.Value(var value, var _, var _, var _) -> heard(task, value, null, turn);
                case Outcome.Malformed(var _) -> heard(task, nearest, Code.MALFORMED_ANSWER.name(), turn);
                case Outcome.Failed(var code, var _) -> heard(task, nearest, code.name(), turn);
                case Outcome.Stopped() -> heard(task, nearest, "STOPPED", turn);
            };
            // a server that goes down leaves the event to be asked again
            kept = outcome instanceof Outcome.Failed(var code, var _) && code == Code.INTERRUPTED
                    ? null
                    : new Kept(keep(tx, task, heard, compliance).orElse(null));
        }

        Optional<Answer> kept(Outcome outcome) {
            var known = kept;
            if (known != null) {
                var answer = known.answer();
                if (whisper != null && answer != null) {
                    whisper.settle(answer.payload()
                            .at(Whisper.pointer(task.move().type()))
                            .asText());
                }
                return Optional.ofNullable(answer);
            }
            var code = outcome instanceof Outcome.Failed(var fault, var _) ? fault : Code.INTERNAL;
            throw new Refusal(code == Code.INTERRUPTED ? Code.STOPPING : Code.STORAGE_UNAVAILABLE)
                    .retryAfter(Duration.ofSeconds(5));
        }
    }
}
