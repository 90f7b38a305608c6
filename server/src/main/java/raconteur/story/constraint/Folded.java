package raconteur.story.constraint;

import com.ibm.icu.text.Normalizer2;
import java.util.Arrays;

/** A text as the search sees it: the letters one after another, where each comes from, and what stood before it. */
final class Folded {
    private static final char SIGN = '$';
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    /** The ways to look at a text. */
    enum View {
        /** Letters as they are meant. */
        PLAIN,
        /** Letters as they look. */
        SHAPE,
        /** All that is seen, signs too. */
        EXACT
    }

    private final StringBuilder letters = new StringBuilder();
    private int[] from;
    private int[] to;
    private byte[] gap;
    private char[] real;
    private int last;

    private Folded(String text, View view) {
        var size = text.length() + 16;
        from = new int[size];
        to = new int[size];
        gap = new byte[size];
        real = new char[size];
        fold(text, view);
    }

    static Folded of(String text, View view) {
        return new Folded(text, view);
    }

    private void fold(String text, View view) {
        var before = Gap.NONE;
        for (var at = 0; at < text.length(); ) {
            var point = text.codePointAt(at);
            var end = at + Character.charCount(point);
            var glyph = Glyphs.of(point);
            var seen = switch (view) {
                case PLAIN -> glyph.plain();
                case SHAPE -> glyph.shape();
                case EXACT -> glyph.exact();
            };
            if (seen.isEmpty()) {
                // a letter that another view would see is no gap in this one
                before = Gap.join(before, glyph.gap());
            } else if (!composed(seen, before, end)) {
                add(seen, at, end, before, glyph);
                before = Gap.NONE;
            }
            at = end;
        }
        last = before;
    }

    /** Whether what comes is part of the letter before: a voicing mark, the rest of a Hangul syllable. */
    private boolean composed(String seen, int before, int end) {
        if (before != Gap.NONE || seen.length() != 1) {
            return false;
        }
        var voicing = Glyphs.isVoicing(seen.charAt(0));
        if (!voicing && (seen.charAt(0) < 0x1161 || seen.charAt(0) > 0x11FF)) {
            return false;
        }
        var one = letters.isEmpty() ? -1 : NFC.composePair(letters.charAt(letters.length() - 1), seen.charAt(0));
        if (one >= 0 && one < 0x10000) {
            letters.setCharAt(letters.length() - 1, (char) one);
            to[letters.length() - 1] = end;
        }
        return voicing || one >= 0;
    }

    private void add(String seen, int start, int end, int before, Glyph glyph) {
        for (var at = 0; at < seen.length(); at++) {
            var size = letters.length();
            if (size == from.length) {
                grow();
            }
            from[size] = start;
            to[size] = end;
            gap[size] = at == 0 ? (byte) before : Gap.NONE;
            real[size] = real(seen, at, glyph);
            letters.append(seen.charAt(at));
        }
    }

    /** What of ASCII it really is; 0 for anything that may only look like it. */
    private static char real(String seen, int at, Glyph glyph) {
        var plain = glyph.plain().length() == seen.length() ? glyph.plain().charAt(at) : 0;
        if (plain > 0 && plain < 0x80) {
            return plain;
        }
        if (!glyph.guess()) {
            return 0;
        }
        var sign = glyph.exact().length() == 1 ? glyph.exact().charAt(0) : SIGN;
        return sign < 0x80 ? sign : SIGN;
    }

    private void grow() {
        from = Arrays.copyOf(from, from.length * 2);
        to = Arrays.copyOf(to, to.length * 2);
        gap = Arrays.copyOf(gap, gap.length * 2);
        real = Arrays.copyOf(real, real.length * 2);
    }

    String letters() {
        return letters.toString();
    }

    int size() {
        return letters.length();
    }

    char letter(int at) {
        return letters.charAt(at);
    }

    /** Where the letter begins in the text. */
    int from(int at) {
        return from[at];
    }

    /** Where the letter ends in the text. */
    int to(int at) {
        return to[at];
    }

    /** What stands before a letter; behind the last one, what stands at the end. */
    int gap(int at) {
        return at == letters.length() ? last : gap[at];
    }

    /** The letter, digit or sign of ASCII that was written; 0 for a letter that may only look like one. */
    char real(int at) {
        return real[at];
    }

    /** Whether a letter is one of those that are written without spaces. */
    boolean unspaced(int at) {
        return Han.isUnspaced(letters.codePointAt(at))
                || (Character.isLowSurrogate(letters.charAt(at)) && at > 0 && unspaced(at - 1));
    }
}
