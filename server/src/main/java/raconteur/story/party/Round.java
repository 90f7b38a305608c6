package raconteur.story.party;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.story.payload.EventType;

/**
 * What is being decided at a table.
 *
 * @param event the number of the event that comes of it; 0 while it waits
 * @param endsMs when its time is over, by the story's own time
 * @param dueMs the same by the clock of stories, if the story is not paused until then
 * @param tries how often it could not be told
 * @param problem why not, the last time
 * @param parts how many had chosen when it was decided
 * @param move what came of it; null until it is decided
 */
record Round(
        State state,
        int event,
        Rules rules,
        long endsMs,
        long dueMs,
        int tries,
        @Nullable Code problem,
        int parts,
        @Nullable Move move) {
    /** As often as this a round that cannot be told is tried again by itself when its time is over. */
    static final int OWN_TRIES = 3;

    /** How far it is. */
    enum State {
        WAITING,
        OPEN,
        TELLING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** By which it is decided: the option that most want, or all that is said together. */
    enum Way {
        VOTE,
        ACT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Way of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** How long it lasts and what decides. */
    record Rules(Way way, int seconds) {
        static final Rules USUAL = new Rules(Way.VOTE, 60);

        long millis() {
            return seconds * 1000L;
        }
    }

    /** The event that comes of it. */
    record Move(
            EventType type,
            @Nullable Integer option,
            @Nullable String text) {}

    /** Nobody has chosen anything. */
    static Round waiting(Rules rules) {
        return new Round(State.WAITING, 0, rules, 0, 0, 0, null, 0, null);
    }

    /** Somebody has. */
    static Round open(int event, Rules rules, long elapsed, long now) {
        return new Round(State.OPEN, event, rules, elapsed + rules.millis(), now + rules.millis(), 0, null, 0, null);
    }

    /** It is decided. */
    Round told(int chosen, Move decided) {
        return new Round(State.TELLING, event, rules, endsMs, dueMs, tries, null, chosen, decided);
    }

    /** It could not be told: its time begins anew. */
    Round again(Code why, long elapsed, long now) {
        return new Round(
                State.OPEN, event, rules, elapsed + rules.millis(), now + rules.millis(), tries + 1, why, 0, null);
    }

    /** Somebody has chosen anew. */
    Round chosen() {
        return new Round(state, event, rules, endsMs, dueMs, 0, problem, parts, move);
    }

    /** It was paused meanwhile. */
    Round dueAt(long reading) {
        return new Round(state, event, rules, endsMs, reading, tries, problem, parts, move);
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isBeingTold() {
        return state == State.TELLING;
    }

    /** Whether its time runs at all. */
    boolean hasTime() {
        return isOpen() && tries <= OWN_TRIES;
    }
}
