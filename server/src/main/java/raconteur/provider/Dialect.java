package raconteur.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The language a provider's API speaks. */
public enum Dialect {
    OPENAI,
    ANTHROPIC,
    OLLAMA,
    DEMO;

    /** Its name in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dialect> find(String word) {
        return Stream.of(values())
                .filter(dialect -> dialect.word().equals(word))
                .findFirst();
    }
}
