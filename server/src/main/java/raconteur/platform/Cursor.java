package raconteur.platform;

import java.time.Instant;
import java.util.UUID;

/** Where a page of a list ended that shows the newest first: the time and the id of its last item. */
public record Cursor(Instant time, UUID id) {
    /** Reads one of ours; {@link Refusal} naming the field for anything else. */
    public static Cursor parse(String text) {
        var parts = text.split("_", 2);
        try {
            return new Cursor(Instant.ofEpochMilli(Long.parseLong(parts[0])), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
            throw Refusal.invalid("cursor", "this is no cursor of ours", "游标无效");
        }
    }

    /** As a client gets it and gives it back. */
    @Override
    public String toString() {
        return time.toEpochMilli() + "_" + id;
    }
}
