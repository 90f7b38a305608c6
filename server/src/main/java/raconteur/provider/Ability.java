package raconteur.provider;

import java.util.Locale;

/** What a model can do beyond answering in one piece. */
public enum Ability {
    STREAM,
    JSON_SCHEMA,
    JSON_OBJECT,
    TOOLS,
    /** Writes only what a grammar in GBNF allows, as llama.cpp does. */
    GRAMMAR,
    IMAGES,
    REASONING;

    /** Its name on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
