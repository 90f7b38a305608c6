package raconteur.story.constraint;

import raconteur.story.constraint.Folded.View;

/**
 * Whether letters of a text that are those of a term are the term. Letters that follow one another always are, also
 * inside of a longer word. Letters that are set apart are where that cannot be the writing of other words.
 */
final class Alike {
    private static final int SHORTEST_GUESS = 3;
    private static final int SHORTEST_LIST = 3;

    /** Letters that are words, and so stand alone in honest texts. */
    private static final String WORDS = "aioeyul";

    private final Folded term;
    private final Folded text;
    private final int start;
    private final int end;

    Alike(Folded term, Folded text, int start) {
        this.term = term;
        this.text = text;
        this.start = start;
        this.end = start + term.size();
    }

    boolean is(View view) {
        return switch (view) {
            case EXACT -> true;
            case PLAIN -> apart();
            case SHAPE -> looks() && apart();
        };
    }

    /** Whether what was really written is nothing else: an l is no i, and not every figure is a word. */
    private boolean looks() {
        var guesses = 0;
        for (var at = start; at < end; at++) {
            var written = text.real(at);
            var meant = term.real(at - start);
            if (written == meant || written == 0) {
                continue;
            }
            if (isLetter(written) || Character.isDigit(meant)) {
                if (meant != 0) {
                    return false;
                }
            } else {
                guesses++;
            }
        }
        return guesses == 0
                || (term.size() >= SHORTEST_GUESS
                        && (guesses * 2 <= term.size() || (guesses < term.size() && isWhole()))
                        && !isStop(text.real(start))
                        && !isStop(text.real(end - 1)));
    }

    private boolean isWhole() {
        return term.size() > SHORTEST_GUESS
                && (start == 0 || text.gap(start) != Gap.NONE || text.unspaced(start - 1))
                && (end == text.size() || text.gap(end) != Gap.NONE || text.unspaced(end));
    }

    private static boolean isLetter(char one) {
        return one >= 'a' && one <= 'z';
    }

    /** Signs that stand at the ends of honest words. */
    private static boolean isStop(char sign) {
        return sign == '!' || sign == '+';
    }

    private boolean apart() {
        var words = new Letters();
        var unspaced = false;
        var unspacedStops = false;
        for (var at = start + 1; at < end; at++) {
            var here = text.gap(at);
            var hers = term.gap(at - start);
            var dense = text.unspaced(at) || text.unspaced(at - 1);
            if (here == Gap.NONE && hers != Gap.NONE && !dense) {
                return false;
            }
            if (here != Gap.NONE && hers == Gap.NONE) {
                if (dense) {
                    unspaced = true;
                    unspacedStops |= Gap.stops(here);
                } else {
                    words.extra(here);
                }
            }
            words.next(at, here != Gap.NONE);
        }
        words.end();
        return (!unspaced || !unspacedStops || alone()) && (words.extras == 0 || words.apart());
    }

    /** Whether each letter stands alone between signs, as in a list. */
    private boolean alone() {
        for (var at = start + 1; at < end; at++) {
            if (text.gap(at) == Gap.NONE && !Character.isLowSurrogate(text.letter(at))) {
                return false;
            }
        }
        var outside = (start == 0 || text.gap(start) != Gap.NONE) && (end == text.size() || text.gap(end) != Gap.NONE);
        return term.size() >= SHORTEST_LIST || outside;
    }

    /** Pieces of a word that was set apart. */
    private final class Letters {
        private int extras;
        private boolean loose;
        private boolean stops;
        private int pieces;
        private int singles;
        private boolean odd;
        private int piece = start;

        void extra(int gap) {
            extras++;
            loose |= Gap.spaces(gap) || Gap.stops(gap);
            stops |= Gap.stops(gap);
        }

        void next(int at, boolean gap) {
            if (gap) {
                close(at);
                piece = at;
            }
        }

        void end() {
            close(end);
        }

        private void close(int at) {
            pieces++;
            if (at - piece == 1) {
                singles++;
                odd |= WORDS.indexOf(text.letter(piece)) < 0;
            }
        }

        boolean apart() {
            if (!begins() || !ends()) {
                return false;
            }
            if (!loose) {
                return true;
            }
            return singles == pieces ? pieces >= SHORTEST_LIST || !stops : odd && !stops;
        }

        private boolean begins() {
            var gap = text.gap(start);
            return start == 0
                    || text.unspaced(start - 1)
                    || (gap != Gap.NONE && ((gap & Gap.APOSTROPHE) == 0 || Gap.spaces(gap)));
        }

        private boolean ends() {
            return end == text.size() || text.gap(end) != Gap.NONE || text.unspaced(end);
        }
    }
}
