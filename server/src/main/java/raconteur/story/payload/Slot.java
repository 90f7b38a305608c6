package raconteur.story.payload;

import java.util.List;

/** What may stand in a field of an answer. */
public sealed interface Slot {
    /**
     * Words for people.
     *
     * @param least fewest characters, where there is such a bound; else 1
     * @param most characters at most, whatever the constraints allow
     */
    record Words(Kind kind, Topic topic, int least, int most) implements Slot {}

    /** Two to four options. */
    record Choices() implements Slot {}

    /** One to five choices that mattered: {@code event_type}, {@code choice_text}, {@code impact}. */
    record Moments() implements Slot {}

    /** A whole number between bounds. */
    record Whole(int least, int most, int otherwise) implements Slot {}

    /** One of a few fixed words of the protocol. */
    record OneOf(List<String> words, String otherwise) implements Slot {
        public OneOf {
            words = List.copyOf(words);
        }
    }

    /** Yes or no. */
    record Truth(boolean otherwise) implements Slot {}

    /** An id that the server gives. No words for people: constraints do not look at it. */
    record Name() implements Slot {}
}
