package raconteur.turn;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.provider.Parameters;

/**
 * Everything a turn needs to know; surfaces differ in nothing else.
 *
 * @param payer who asks and pays
 * @param surface which {@link Answers} keep what is said
 * @param place the conversation, story, … it belongs to
 * @param once how a repeated request is recognised
 * @param model an alias, an id or an unambiguous name
 * @param opening kept text that the answer starts with and that costs nothing; otherwise empty
 * @param trace the request's trace id
 * @param reuse whether an equal question's answer will do
 * @param asked whether a person asks it, so that the account's pace of questions applies
 */
public record Question(
        Caller payer,
        String surface,
        @Nullable UUID place,
        @Nullable Once once,
        String model,
        Parameters parameters,
        Prompt prompt,
        String opening,
        Admission admission,
        String trace,
        Reuse reuse,
        boolean asked) {
    /** A question that is put to a model whatever was answered before. */
    public Question(
            Caller payer,
            String surface,
            @Nullable UUID place,
            @Nullable Once once,
            String model,
            Parameters parameters,
            Prompt prompt,
            String opening,
            Admission admission,
            String trace) {
        this(payer, surface, place, once, model, parameters, prompt, opening, admission, trace, Reuse.NEVER, false);
    }

    /** The same, with an equal question's answer where that will do. */
    public Question with(Reuse changed) {
        return new Question(
                payer, surface, place, once, model, parameters, prompt, opening, admission, trace, changed, asked);
    }

    /** The same, as a person asks it or not. */
    public Question asked(boolean byPerson) {
        return new Question(
                payer, surface, place, once, model, parameters, prompt, opening, admission, trace, reuse, byPerson);
    }

    Question with(Parameters changed) {
        return new Question(
                payer, surface, place, once, model, changed, prompt, opening, admission, trace, reuse, asked);
    }

    /**
     * A repeatable request.
     *
     * @param key the caller's own
     * @param fingerprint of everything that was asked: another one under the same key is refused
     */
    public record Once(String key, String fingerprint) {}

    /** What the surface does in the transaction that admits the turn; may refuse, and then nothing has happened. */
    @FunctionalInterface
    public interface Admission {
        Opened open(Handle tx, TurnId turn, String model);
    }

    /**
     * The messages that were made: what the person said, if anything, and the empty answer.
     *
     * @param answer null only where an {@link Asking} asks
     */
    public record Opened(List<Begun> messages, @Nullable Begun answer) {
        /** No message at all. */
        public static final Opened NOTHING = new Opened(List.of(), null);
    }

    /** A message that has begun. */
    public record Begun(MessageId id, @Nullable MessageId parentId, String role, Author author) {}
}
