package raconteur.task;

import java.util.Locale;

/** Where a task stands. */
public enum TaskState {
    PENDING,
    RUNNING,
    DONE,
    ERROR,
    CANCELLED;

    /** Whether it stays so. */
    public boolean hasEnded() {
        return switch (this) {
            case PENDING, RUNNING -> false;
            case DONE, ERROR, CANCELLED -> true;
        };
    }

    /** As it is stored and told. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaskState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
