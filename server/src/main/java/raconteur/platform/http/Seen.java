package raconteur.platform.http;

import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;

/** What a reader of numbered events has seen. */
public final class Seen {
    private Seen() {}

    /** The number of an event, from {@code Last-Event-ID} or {@code ?after=}; 0 when neither names one. */
    public static long after(@Nullable String lastEventId, @Nullable String after) {
        var text = lastEventId != null && !lastEventId.isBlank() ? lastEventId.strip() : after;
        if (text == null || text.isBlank()) {
            return 0;
        }
        try {
            var number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw refused();
        }
        throw refused();
    }

    private static Refusal refused() {
        return Refusal.invalid("after", "this is the number of an event, from 0 on", "应为从 0 开始的事件编号");
    }
}
