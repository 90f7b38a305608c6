package raconteur.character;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a statement rests on.
 *
 * @param quote the sentence of the source that says so, where there is one
 */
public record Provenance(Kind kind, @Nullable String quote) {
    /** A person wrote it. */
    public static final Provenance WRITTEN = new Provenance(Kind.WRITTEN, null);

    /** It was concluded, or made up; no sentence of the source says so. */
    public static final Provenance INFERRED = new Provenance(Kind.INFERRED, null);

    /** How something came to be said. */
    public enum Kind {
        SOURCE,
        INFERRED,
        WRITTEN;

        /** As it is called on the wire. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> parse(String key) {
            return Stream.of(values()).filter(one -> one.key().equals(key)).findFirst();
        }
    }

    /** The source says so, in this sentence. */
    public static Provenance source(String quote) {
        return new Provenance(Kind.SOURCE, quote);
    }

    /** The same without the source's own words. */
    Provenance withoutQuote() {
        return quote == null ? this : new Provenance(kind, null);
    }
}
