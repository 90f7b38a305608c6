package raconteur.game;

/** Text that every game can show: no control characters, no half characters, no invisible marks. */
final class Plain {
    private Plain() {}

    /** The text with what cannot be shown left out, and every run of white space as one space. */
    static String line(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(one -> {
            if (Character.isWhitespace(one) || Character.isSpaceChar(one)) {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else if (isShown(one)) {
                out.appendCodePoint(one);
            }
        });
        return out.toString().strip();
    }

    /** The same, at most so many code points long. */
    static String line(String text, int most) {
        // no more is looked at than could be kept
        var head = text.length() > most * 8 ? text.substring(0, most * 8) : text;
        var line = line(head);
        var length = line.codePointCount(0, line.length());
        return length <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…";
    }

    private static boolean isShown(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            case Character.FORMAT -> one == 0x200D || one == 0x200C; // these join the parts of signs
            default -> true;
        };
    }
}
