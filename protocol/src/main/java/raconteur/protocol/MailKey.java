package raconteur.protocol;

import jakarta.validation.constraints.NotNull;

/** What a link in a letter carries. It is good once. */
public record MailKey(@NotNull @TextLength(max = 128) String key) {
    /** Without the key, which would otherwise stand in a log one day. */
    @Override
    public String toString() {
        return "MailKey";
    }
}
