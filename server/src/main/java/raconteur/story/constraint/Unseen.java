package raconteur.story.constraint;

/**
 * Characters of which nothing is to be seen, or that turn what is seen around: controls, formats, fillers, lone
 * surrogates. No text of a story needs them, and terms hide behind them.
 */
final class Unseen {
    private static final int JOINER = 0x200D;

    private Unseen() {}

    /** Whether a character has no place in a text of a story. */
    static boolean is(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT -> point != JOINER;
            case Character.CONTROL -> point != '\n' && point != '\t' && point != '\r';
            case Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> filler(point);
        };
    }

    /** Letters and marks that are drawn as nothing. */
    static boolean filler(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0
                || point == 0x17B4
                || point == 0x17B5
                || (point >= 0x180B && point <= 0x180F)
                || (point >= 0xFE00 && point <= 0xFE0E)
                || (point >= 0xE0000 && point <= 0xE0FFF);
    }

    /** The text without them; line ends are {@code \n}, a tab is a space. A joiner stays only inside of an emoji. */
    static String without(String text) {
        var clean = new StringBuilder(text.length());
        var filter = new Filter(clean);
        text.codePoints().forEach(filter::add);
        return clean.toString();
    }

    /** Adds characters one by one, as far as something is to be seen of them. For one thread. */
    static final class Filter {
        private final StringBuilder clean;
        private boolean joining;
        private boolean returned;

        Filter(StringBuilder clean) {
            this.clean = clean;
        }

        void add(int point) {
            var joined = joining;
            var after = returned;
            joining = false;
            returned = false;
            if (point == '\t') {
                clean.append(' ');
            } else if (point == '\r') {
                clean.append('\n');
                returned = true;
            } else if (point == JOINER) {
                joining = !clean.isEmpty() && pictured(clean.codePointBefore(clean.length()));
            } else if (!is(point) && !(point == '\n' && after)) {
                if (joined && pictured(point)) {
                    clean.appendCodePoint(JOINER);
                }
                clean.appendCodePoint(point);
            }
        }
    }

    private static boolean pictured(int point) {
        return Character.isEmojiPresentation(point)
                || Character.isExtendedPictographic(point)
                || Character.isEmojiModifier(point)
                || point == 0xFE0F;
    }
}
