package raconteur.conversation.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import raconteur.character.CharacterId;
import raconteur.character.tavern.Chat;

/** The characters of an archive, by what its other files call them. For one thread. */
final class People {
    /**
     * One of them.
     *
     * @param file of the card
     * @param world the lorebook that the card names, or empty
     * @param hasBook whether the card brings one of its own
     */
    record Person(CharacterId id, String name, String file, String world, boolean hasBook) {}

    private final Map<String, Person> byFile = new LinkedHashMap<>();
    private final Map<String, Person> byStem = new HashMap<>();
    private final Map<String, List<Person>> byName = new HashMap<>();

    People() {}

    /** @param cardName as the card itself has it: what is kept may be shorter */
    void add(Person person, String stem, String cardName) {
        byFile.putIfAbsent(person.file(), person);
        byStem.putIfAbsent(stem, person);
        byName.computeIfAbsent(cardName, _ -> new ArrayList<>()).add(person);
    }

    /** Whose chat it is: of the card in whose folder it stood, else of the only one of that name. */
    Optional<Person> of(Chat chat) {
        var found = byStem.get(chat.character());
        if (found != null) {
            return Optional.of(found);
        }
        var named = byName.getOrDefault(chat.characterName(), List.of());
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /** Those whose cards name this lorebook. */
    List<Person> naming(String world) {
        return all().stream().filter(one -> one.world().equals(world)).toList();
    }

    List<Person> all() {
        return byName.values().stream().flatMap(List::stream).toList();
    }

    /** Of these files of cards, which became which character. */
    JsonNode members(JsonNode files) {
        var members = JsonNodeFactory.instance.objectNode();
        for (var file : files) {
            var person = byFile.get(file.asText(""));
            if (person != null) {
                members.put(person.file(), person.id().toString());
            }
        }
        return members;
    }
}
