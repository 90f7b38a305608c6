package raconteur.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where one named part of a task stands. */
public enum PartState {
    PENDING,
    RUNNING,
    DONE,
    FAILED;

    /** As it is stored and told. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static PartState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
