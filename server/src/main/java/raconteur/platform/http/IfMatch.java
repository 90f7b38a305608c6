package raconteur.platform.http;

import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;

/** The version a writer has seen. */
public final class IfMatch {
    private IfMatch() {}

    /** The version from {@code If-Match}, else from the body; null when neither names one. */
    public static @Nullable Integer version(@Nullable String header, @Nullable Integer field) {
        if (header == null || header.isBlank() || header.strip().equals("*")) {
            return field;
        }
        try {
            return Integer.valueOf(header.strip().replace("W/", "").replace("\"", ""));
        } catch (NumberFormatException _) {
            throw Refusal.invalid("If-Match", "this is the version you have seen, a number", "应为您看到的版本号");
        }
    }
}
