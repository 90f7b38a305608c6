package raconteur.story.constraint;

/** What stands between two letters, as bits. */
final class Gap {
    static final int NONE = 0;

    /** A sign that does not end anything: {@code . - _ * ·} and the like. */
    static final int MARK = 1;

    static final int SPACE = 2;

    /** A sign at which readers stop: a comma, a quotation mark, a bracket, two dots, the end of a line. */
    static final int CLAUSE = 4;

    /** An apostrophe: what stands around it is one word. */
    static final int APOSTROPHE = 8;

    /** One dot; another makes a stop of it. */
    static final int DOT = 16;

    private Gap() {}

    static int of(int point) {
        return switch (point) {
            case '\n', 0x2028, 0x2029 -> CLAUSE | SPACE;
            case '\'', '’', '‘', 'ʼ', '`', '´' -> APOSTROPHE | MARK;
            case '.', '·', '・' -> DOT | MARK;
            case 0x2800 -> SPACE;
            case ',', ';', ':', '!', '?', '"', '、', '。', '…', '‥', '—', '―', '⸺', '–' -> CLAUSE;
            default ->
                switch (Character.getType(point)) {
                    case Character.SPACE_SEPARATOR, Character.CONTROL -> SPACE;
                    case Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION -> CLAUSE;
                    default -> MARK;
                };
        };
    }

    /** What two gaps are that follow one another. */
    static int join(int one, int other) {
        return (one & other & DOT) != 0 ? one | other | CLAUSE : one | other;
    }

    static boolean stops(int gap) {
        return (gap & CLAUSE) != 0;
    }

    static boolean spaces(int gap) {
        return (gap & SPACE) != 0;
    }
}
