package raconteur.turn.structured;

import java.util.Locale;
import raconteur.provider.Ability;

/** The ways to have a value, the surest first. */
public enum Rung {
    /** The provider enforces the schema. */
    SCHEMA,
    /** The value is the arguments of a tool that must be called. */
    TOOL,
    /** The provider enforces JSON, the prompt tells the schema. */
    JSON,
    /** A grammar made from the schema lets nothing else through. */
    GRAMMAR,
    /** The prompt asks for it; nobody enforces anything. */
    PROMPT;

    /** Whether a model with these abilities stands on it. */
    boolean carries(java.util.Set<Ability> abilities) {
        return switch (this) {
            case SCHEMA -> abilities.contains(Ability.JSON_SCHEMA);
            case TOOL -> abilities.contains(Ability.TOOLS);
            case JSON -> abilities.contains(Ability.JSON_OBJECT);
            case GRAMMAR -> abilities.contains(Ability.GRAMMAR);
            case PROMPT -> true;
        };
    }

    /** Its name in inspections. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Rung of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
