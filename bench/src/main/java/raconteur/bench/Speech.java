package raconteur.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one answer says on the wire of its vendor, moment by moment. Each method is called at most once, in this order.
 */
sealed interface Speech permits OpenAiSpeech, AnthropicSpeech, OllamaSpeech {
    /**
     * One event of a stream.
     *
     * @param name of the server-sent event; empty for none
     * @param json what it carries
     * @param exact whether {@code json} is the bytes of it as they are, whatever dialect of events is wanted
     */
    record Frame(String name, String json, boolean exact) {
        static Frame of(String json) {
            return new Frame("", json, false);
        }

        static Frame named(String name, String json) {
            return new Frame(name, json, false);
        }

        static Frame exact(String bytes) {
            return new Frame("", bytes, true);
        }
    }

    /** Whether each event is a line by itself, not a server-sent event. */
    boolean lines();

    /** The content type of a stream. */
    String type();

    /** What comes before any token. */
    List<Frame> opening();

    /** The reasoning, token by token, in the form that the behaviour asks for. */
    List<List<Frame>> thoughts();

    /** One token of text. */
    List<Frame> word(String word, boolean last);

    /** A token that is not part of the text; for faults to spoil. */
    Frame stray(String word);

    /** That an answer was filtered, with its usage. */
    List<Frame> filtered(String form);

    /** What a tolerant reader passes over: everything for an empty form. */
    List<Frame> oddities(String form);

    /** An error inside the stream. */
    Frame error(String form);

    /** Why the answer stops, and what it used. */
    List<Frame> finish();

    /** The mark behind everything. */
    List<Frame> end();

    /** What a vendor sends while it has nothing to say. */
    Frame keepAlive();

    /** The answer in one piece; {@code filter} is a form of U20, or null. */
    String whole(String text, @Nullable String filter);
}
