package raconteur.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A job that models are chosen for. */
public enum Alias {
    CHAT,
    FAST,
    STORY,
    MEMORY,
    JUDGE;

    /** The name people use for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The setting that chooses its models. */
    public String variable() {
        return "RACONTEUR_MODEL_" + name();
    }

    static Optional<Alias> find(String word) {
        return Stream.of(values()).filter(alias -> alias.word().equals(word)).findFirst();
    }
}
