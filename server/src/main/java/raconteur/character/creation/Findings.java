package raconteur.character.creation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import raconteur.character.Category;
import raconteur.character.Statement;
import raconteur.character.Trait;

/** Reads what a model found out about a category: bounded, plain, and each statement with what it truly rests on. */
final class Findings {
    private Findings() {}

    static Map<Trait, List<Statement>> read(Category category, JsonNode value, Evidence evidence, Detail detail) {
        var all = new EnumMap<Trait, List<Statement>>(Trait.class);
        for (var trait : category.traits()) {
            var found = value.path(trait.key());
            var statements = new ArrayList<Statement>();
            if (trait.isList()) {
                for (var item : found) {
                    if (statements.size() < detail.most()) {
                        add(statements, item, evidence, detail);
                    }
                }
            } else {
                add(statements, found, evidence, detail);
            }
            all.put(trait, statements);
        }
        return all;
    }

    private static void add(List<Statement> statements, JsonNode said, Evidence evidence, Detail detail) {
        var text = Plain.line(said.path("text").asText(""), detail.longest());
        if (!text.isBlank() && statements.stream().noneMatch(one -> one.text().equals(text))) {
            statements.add(new Statement(text, evidence.of(said.path("quote").asText(""))));
        }
    }
}
