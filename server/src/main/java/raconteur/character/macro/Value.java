package raconteur.character.macro;

/** What a name in a template stands for. */
public sealed interface Value {
    /** Words of people and models, or figures: put in as they are, braces and all. */
    record Said(String text) implements Value {}

    /** Another template of the same author: its macros count. */
    record Written(String template) implements Value {}
}
