package raconteur.task;

import org.jdbi.v3.core.Handle;

/** One kind of task: what a feature has done by the {@link Workshop}. */
public interface Work {
    /** Its name, a word; kept with its tasks, so it never changes. */
    String kind();

    /**
     * Does it, on a virtual thread of its own; an interrupt means stop at once. After a restart it is called again and
     * finds in {@link Progress#task} what is done already.
     *
     * @throws raconteur.platform.Refusal to end the task in an error that its owner reads
     */
    void run(Progress progress) throws InterruptedException;

    /**
     * The task was cancelled, or ended in an error; in that transaction. Removes what is half made. Whatever the run
     * still writes after that through {@link Progress} is dropped.
     */
    default void abandoned(Handle tx, Task task) {}

    /** Whether a run that was cut off by a restart is taken up again; else the task ends in an error. */
    default boolean isTakenUpAgain() {
        return true;
    }

    /** Whether people order it, so that only so many of an account may run at once. */
    default boolean isBounded() {
        return true;
    }
}
