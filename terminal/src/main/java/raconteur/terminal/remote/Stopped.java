package raconteur.terminal.remote;

/** The command cannot go on; its sentence is for the person who called it. */
public final class Stopped extends RuntimeException {
    private final int code;

    private Stopped(int code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    /** It was called as it must be, and failed. */
    public static Stopped failed(String sentence) {
        return new Stopped(1, sentence);
    }

    /** It was not called as it must be. */
    public static Stopped misused(String sentence) {
        return new Stopped(2, sentence);
    }

    /** What the program exits with. */
    public int code() {
        return code;
    }
}
