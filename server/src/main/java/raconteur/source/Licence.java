package raconteur.source;

import org.jspecify.annotations.Nullable;

/**
 * Under what terms a text may be used, as its site says.
 *
 * @param name for people
 * @param address where the terms are
 * @param free whether the text itself may be shown to others, with its source beside it; else facts and a link
 */
public record Licence(String name, @Nullable String address, boolean free) {
    /** Nothing is said: all rights are somebody's. */
    public static final Licence UNKNOWN = new Licence("", null, false);

    /** Terms by where they are written. */
    public static Licence of(String name, @Nullable String address) {
        if (address == null || address.isBlank()) {
            return name.isBlank() ? UNKNOWN : new Licence(name, null, false);
        }
        var free = address.matches("(?i)(https?:)?//([a-z]+\\.)?(creativecommons\\.org|gnu\\.org)/.*")
                && !address.matches("(?i).*/licenses/[a-z-]*n[dc].*");
        return new Licence(name.isBlank() ? address : name, address, free);
    }
}
