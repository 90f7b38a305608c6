package raconteur.provider;

import java.util.Locale;

/** What a model can do beyond answering in one piece. */
public enum Ability {
    STREAM,
    JSON_SCHEMA,
    JSON_OBJECT,
    TOOLS,
    IMAGES,
    REASONING;

    /** Its name on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
