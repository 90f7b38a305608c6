package raconteur.provider;

/** A provider's key. Prints as its last four characters only. */
public record ApiKey(String value) {
    public ApiKey {
        if (value.isBlank() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            // such a value would end up as a second header line, or as a different key
            throw new IllegalArgumentException("a key consists of visible ASCII characters without spaces");
        }
    }

    @Override
    public String toString() {
        return value.length() < 12 ? "…" : "…" + value.substring(value.length() - 4);
    }
}
