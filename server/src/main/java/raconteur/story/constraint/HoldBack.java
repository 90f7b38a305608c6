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
    /** UTF-16 units that are looked at before what was let through, to see what stands before a letter. */
    private static final int BEHIND = 16;

    private final Rules rules;
    private final Kind kind;
    private final int most;
    private final StringBuilder text = new StringBuilder();
    private final Unseen.Filter filter = new Unseen.Filter(text);
    private int length;
    private int half;
    private int told;
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
        if (text.toString().isBlank()) {
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
            var cut = kind == Kind.OPTION
                    ? Cutting.toWord(text.toString(), most)
                    : Cutting.toSentence(text.toString(), most);
            text.setLength(0);
            text.append(cut);
            finish(cut);
        } else {
            release();
        }
    }

    private void release() {
        var start = Math.max(0, told - BEHIND);
        var window = text.substring(start);
        var pending =
                Math.min(rules.terms().pending(window), window.stripTrailing().length());
        pending = start + Cutting.wordStart(window, pending);
        var hit = firstHit(start, window);
        stopped = hit < pending;
        var sure = Cutting.wordStart(text.toString(), Math.max(half, sentence()));
        tell(Math.min(Math.min(hit, pending), sure));
    }

    /** Where the last sentence ends that is known to be at its end. */
    private int sentence() {
        for (var end = text.length() - 1; end > Math.max(told, half); end--) {
            if (kind != Kind.OPTION && Cutting.isSentenceEnd(text.toString(), end)) {
                return end;
            }
        }
        return told;
    }

    private int firstHit(int start, String window) {
        var hits = rules.terms().find(window);
        return hits.isEmpty()
                ? Integer.MAX_VALUE
                : start + Cutting.wordStart(window, hits.getFirst().start());
    }

    private void finish(String whole) {
        stopped = true;
        var start = Math.max(0, Math.min(told, whole.length()) - BEHIND);
        tell(Math.min(whole.length(), firstHit(start, whole.substring(start))));
    }

    /** Lets through up to a place, if what is then shown is in the language of the story. */
    private void tell(int place) {
        var end = place;
        while (end > told && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end > told && rules.tongue().speaks(text.substring(0, end))) {
            told = end;
        }
    }
}
