package raconteur.conversation.migration;

import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/**
 * The run is to end now, and the task to be gone on with later; passes through a reader that would make it a remark.
 */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Refusal why;

    Stopped(@Nullable Refusal why) {
        super(why);
        this.why = why;
    }

    /** Whether this is no fault of a file's: it will be better later. */
    static boolean isPassing(Refusal refusal) {
        return refusal.code() == Code.STOPPING
                || refusal.code() == Code.STORAGE_UNAVAILABLE
                || refusal.code() == Code.OVERLOADED;
    }

    /** Ends the run as its workshop wants it. */
    void end() throws InterruptedException {
        if (why != null && why.code() == Code.STORAGE_UNAVAILABLE) {
            throw why;
        }
        throw new InterruptedException();
    }
}
