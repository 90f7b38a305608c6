package raconteur.character.card;

/**
 * What prompts are made of, macros not yet replaced.
 *
 * @param examples talk that shows its voice, in blocks that begin with {@code <START>}
 * @param systemPrompt stands in place of the usual one, unless empty
 * @param postHistory instructions after the talk, in place of the usual ones, unless empty
 */
public record Portrayal(
        String description,
        String personality,
        String scenario,
        String examples,
        String systemPrompt,
        String postHistory) {}
