package raconteur.story.constraint;

import raconteur.story.payload.Kind;

/**
 * Lets through of a text that is being written what can no longer become part of a violation. It comes out the same
 * however the text was cut into pieces, and is the beginning of what {@link Compliance#mended} makes of the whole,
 * unless of that nothing or only some sentences could stand. Nothing is held longer than the beginning of a term, a
 * word that is not yet at its end, and, past the first half of the room, a sentence that may have to be cut. For one
 * thread.
 */
public final class HoldBack {
    /** UTF-16 units at most that are looked at again, to see what stands before a letter. */
    private static final int BEHIND = 400;

    /** More than the longest abbreviation and the quotation marks at the end of a sentence. */
    private static final int SENTENCE_TAIL = 64;

    /** From so many on, the language of a text is known well enough to be looked at less often. */
    private static final int KNOWN = 48;

    private final Rules rules;
    private final Kind kind;
    private final int most;
    private final StringBuilder text = new StringBuilder();
    private final Unseen.Filter filter = new Unseen.Filter(text);
    private int length;
    private int half;
    private int told;

    /** Before it no term is, and none can come about. */
    private int clear;

    /** Where the last sentence ends that is known to be at its end. */
    private int sentence;

    /** Up to where the language was looked at. */
    private int spoken;

    private char high;
    private boolean stopped;

    HoldBack(Rules rules, Kind kind, int most) {
        this.rules = rules;
        this.kind = kind;
        this.most = most;
    }

    /** More of the text; what may be shown now. */
    public String pass(String piece) {
        var before = told;
        for (var at = 0; at < piece.length() && !stopped; at++) {
            var unit = piece.charAt(at);
            if (Character.isHighSurrogate(unit)) {
                high = unit;
            } else if (!Character.isLowSurrogate(unit)) {
                high = 0;
                add(unit);
            } else if (high != 0) {
                add(Character.toCodePoint(high, unit));
                high = 0;
            }
        }
        return text.substring(before, told);
    }

    /** The text is at its end; what may be shown of the rest. */
    public String end() {
        var before = told;
        if (!stopped) {
            finish(text.toString().stripTrailing());
        }
        return text.substring(before, told);
    }

    /** Whether nothing more will come out: the room is used up, a term was met, or the text is at its end. */
    public boolean stopped() {
        return stopped;
    }

    private void add(int point) {
        var before = text.length();
        filter.add(point);
        if (before == 0 && text.toString().isBlank()) {
            text.setLength(0);
        }
        if (text.length() <= before) {
            return;
        }
        length += text.codePointCount(before, text.length());
        if (length <= Cutting.sure(most)) {
            half = text.length();
        }
        if (length > most && !Character.isWhitespace(point)) {
            cut();
        } else {
            release(before);
        }
    }

    /** There is more text than room: what stays of it is known now. */
    private void cut() {
        var whole = text.toString();
        var cut = kind == Kind.OPTION ? Cutting.toWord(whole, most) : Cutting.toSentence(whole, most);
        text.setLength(0);
        text.append(cut);
        finish(cut);
    }

    private void release(int before) {
        var start = behind(clear);
        var window = text.substring(start);
        var pending =
                Math.min(rules.terms().pending(window), window.stripTrailing().length());
        clear = Math.max(clear, start + Cutting.wordStart(window, pending));
        var hit = firstHit(start, window);
        stopped = hit < clear;
        if (kind != Kind.OPTION && endsSentence(before)) {
            sentence = before;
        }
        tell(Math.min(Math.min(hit, clear), Cutting.wordStart(text, Math.max(half, sentence))));
    }

    /** Where what stands before a place begins that cannot be told apart from it. */
    private int behind(int place) {
        var at = place;
        while (at > 0 && place - at < BEHIND && !isApart(text.codePointBefore(at))) {
            at -= Character.charCount(text.codePointBefore(at));
        }
        return at;
    }

    private static boolean isApart(int point) {
        return Character.isWhitespace(point) || Han.isUnspaced(point);
    }

    private boolean endsSentence(int place) {
        var start = Math.max(0, place - SENTENCE_TAIL);
        return Cutting.isSentenceEnd(text.substring(start), place - start);
    }

    private int firstHit(int start, String window) {
        var hits = rules.terms().find(window);
        return hits.isEmpty()
                ? Integer.MAX_VALUE
                : start + Cutting.wordStart(window, hits.getFirst().start());
    }

    private void finish(String whole) {
        stopped = true;
        var start = behind(Math.min(clear, whole.length()));
        tell(Math.min(whole.length(), firstHit(start, whole.substring(start))));
    }

    /** Lets through up to a place, if what is then shown is in the language of the story. */
    private void tell(int place) {
        var end = place;
        while (end > told && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end > told && isSpoken(end)) {
            told = end;
        }
    }

    private boolean isSpoken(int end) {
        if (spoken >= KNOWN && end - spoken < Math.max(KNOWN / 2, spoken / 8)) {
            return true;
        }
        var speaks = rules.tongue().speaks(text.substring(0, end));
        spoken = speaks ? end : spoken;
        return speaks;
    }
}
