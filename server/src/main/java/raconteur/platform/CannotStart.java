package raconteur.platform;

/** The server cannot start, and this sentence tells the operator why and what to do. No stack trace is shown. */
public final class CannotStart extends RuntimeException {
    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
