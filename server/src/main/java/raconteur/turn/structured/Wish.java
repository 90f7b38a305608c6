package raconteur.turn.structured;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.provider.Parameters;
import raconteur.turn.Prompt;
import raconteur.turn.Question;

/**
 * A value that is wanted from a model.
 *
 * @param model an alias, an id or an unambiguous name
 * @param prompt what it is about; how the answer must look is added
 * @param repairs how often the model may be asked to mend its answer
 * @param limit after which it is over; null for as long as providers may take
 */
public record Wish(
        Origin origin,
        String model,
        Prompt prompt,
        Parameters parameters,
        Shape shape,
        int repairs,
        @Nullable Duration limit,
        Asker asker) {
    /** The surface of values that nobody else keeps. */
    public static final String SURFACE = "structured";

    private static final int MOST_REPAIRS = 5;

    /**
     * Where a wish comes from.
     *
     * @param payer who asks and pays
     * @param surface {@link #SURFACE}, or one whose {@link raconteur.turn.Answers} the asker provides
     * @param place the story, character, … it belongs to; what was shown to models is forgotten with it
     * @param once how a repeated request is recognised
     * @param trace the request's trace id
     */
    public record Origin(
            Caller payer, String surface, @Nullable UUID place, Question.@Nullable Once once, String trace) {
        public static Origin of(Caller payer, String trace) {
            return new Origin(payer, SURFACE, null, null, trace);
        }

        public Origin at(String elsewhere, UUID there) {
            return new Origin(payer, elsewhere, there, once, trace);
        }

        public Origin once(Question.@Nullable Once key) {
            return new Origin(payer, surface, place, key, trace);
        }
    }

    public Wish {
        if (repairs < 0 || repairs > MOST_REPAIRS) {
            throw new IllegalArgumentException("repairs: 0 to " + MOST_REPAIRS);
        }
    }

    /** One repair, no limit, and the provider's own parameters. */
    public static Wish of(Origin origin, String model, Prompt prompt, Shape shape) {
        return new Wish(origin, model, prompt, Parameters.NONE, shape, 1, null, Asker.NOBODY);
    }

    public Wish with(Parameters changed) {
        return new Wish(origin, model, prompt, changed, shape, repairs, limit, asker);
    }

    public Wish with(Asker changed) {
        return new Wish(origin, model, prompt, parameters, shape, repairs, limit, changed);
    }

    public Wish repairs(int most) {
        return new Wish(origin, model, prompt, parameters, shape, most, limit, asker);
    }

    public Wish within(Duration most) {
        return new Wish(origin, model, prompt, parameters, shape, repairs, most, asker);
    }
}
