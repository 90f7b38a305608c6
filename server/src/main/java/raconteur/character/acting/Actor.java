package raconteur.character.acting;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who speaks, in its author's words, macros not yet replaced.
 *
 * @param name in full
 * @param spokenName what it is called in talk
 * @param language of what it says, such as {@code zh}
 * @param profile values by field, by category, both by their keys; what is unknown is left out
 * @param description of the card, like those after it; empty where there is none
 * @param examples talk that shows its voice, in blocks that begin with {@code <START>}
 * @param systemPrompt stands in place of the usual rules, unless empty
 * @param postHistory instructions after the talk, unless empty
 * @param greetings what it may say first
 * @param creatorNotes never part of a prompt, but searched by lore that asks for it
 */
public record Actor(
        String name,
        String spokenName,
        String language,
        Map<String, Map<String, List<String>>> profile,
        String description,
        String personality,
        String scenario,
        String examples,
        String systemPrompt,
        String postHistory,
        List<String> greetings,
        Set<String> tags,
        String creatorNotes) {
    public Actor {
        profile = Map.copyOf(profile);
        greetings = List.copyOf(greetings);
        tags = Set.copyOf(tags);
    }

    boolean isChinese() {
        return language.startsWith("zh");
    }
}
