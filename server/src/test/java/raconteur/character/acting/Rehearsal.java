package raconteur.character.acting;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import raconteur.character.lore.CardBook;
import raconteur.character.lore.LoreIndex;
import raconteur.character.lore.LoreSettings;
import raconteur.character.lore.Scene.Said;
import raconteur.character.lore.Shelf;
import raconteur.provider.Completion.Role;
import raconteur.turn.Prompt;

/** A character, its books and a path, to be changed one thing at a time. */
final class Rehearsal {
    static final ZonedDateTime NOON = ZonedDateTime.parse("2026-11-22T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    String systemPrompt = "";
    String description = "{{char}} keeps the lighthouse.";
    String postHistory = "";
    String examples = "";
    String language = "en";
    Map<String, Map<String, List<String>>> profile = Map.of();
    Partner partner = new Partner("Ada", "A sailor.");
    String note = "";
    Recalled recalled = Recalled.NOTHING;
    State before = State.NONE;
    Placement placement = Placement.AT_POSITION;
    long seed = 7;
    long room = 100_000;
    List<String> greetings = List.of("Ahoy, {{user}}.");
    final List<Said> path = new ArrayList<>();
    private final ArrayNode entries = JSON.createArrayNode();

    Actor actor() {
        return new Actor(
                "Isolde of the Rock",
                "Isolde",
                language,
                profile,
                description,
                "Stern.",
                "A storm.",
                examples,
                systemPrompt,
                postHistory,
                greetings,
                Set.of(),
                "");
    }

    /** An entry of the character's book; what follows are fields of its extensions. */
    Rehearsal lore(String key, String content, Object... extensions) {
        var entry = entries.addObject();
        entry.putArray("keys").add(key);
        entry.put("content", content).put("enabled", true).put("insertion_order", 100);
        var more = entry.putObject("extensions");
        for (var at = 0; at < extensions.length; at += 2) {
            more.set((String) extensions[at], JSON.valueToTree(extensions[at + 1]));
        }
        return this;
    }

    Rehearsal constant(String content) {
        lore("", content);
        ((ObjectNode) entries.get(entries.size() - 1)).put("constant", true);
        return this;
    }

    LoreIndex index() {
        var book = JSON.createObjectNode();
        book.set("entries", entries);
        var shelf = new Shelf("card", Shelf.Owner.CHARACTER, CardBook.read(book, new ArrayList<>()));
        return LoreIndex.of(List.of(shelf), LoreSettings.DEFAULT, text -> Acting.named(actor(), partner, text));
    }

    Rehearsal ada(String text) {
        path.add(new Said(UUID.randomUUID().toString(), Role.USER, "Ada", text));
        return this;
    }

    Rehearsal isolde(String text) {
        path.add(new Said(UUID.randomUUID().toString(), Role.ASSISTANT, "Isolde", text));
        return this;
    }

    Cue cue(LoreIndex lore) {
        return new Cue(
                actor(),
                partner,
                note,
                path,
                recalled,
                before,
                lore,
                placement,
                seed,
                "normal",
                "model",
                NOON,
                Cue.Bounds.of(room));
    }

    Acted act() {
        return Acting.act(cue(index()));
    }

    List<String> sources() {
        return act().prompt().parts().stream().map(Prompt.Part::source).toList();
    }

    /** All that is sent, message by message. */
    static List<String> sent(Prompt prompt) {
        return prompt.messages().stream()
                .map(message -> message.role() + ": " + message.text())
                .toList();
    }
}
