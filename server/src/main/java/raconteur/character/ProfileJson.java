package raconteur.character;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Profiles as JSON: what is said by category and trait, and beside it what that rests on. */
public final class ProfileJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ProfileJson() {}

    /** Every category with every trait: texts, and lists of texts; the empty text where nothing is said. */
    public static ObjectNode said(Profile profile) {
        var all = JSON.objectNode();
        for (var category : Category.values()) {
            var one = all.putObject(category.key());
            for (var trait : category.traits()) {
                if (trait.isList()) {
                    ArrayNode items = one.putArray(trait.key());
                    profile.texts(trait).forEach(items::add);
                } else {
                    one.put(trait.key(), profile.text(trait));
                }
            }
        }
        return all;
    }

    /** What each statement rests on, by its path: {@code basic_info.age}, {@code background.experiences.0}. */
    public static ObjectNode provenance(Profile profile) {
        var all = JSON.objectNode();
        profile.said().forEach((trait, statements) -> {
            for (var nth = 0; nth < statements.size(); nth++) {
                var provenance = statements.get(nth).provenance();
                all.putObject(path(trait, nth))
                        .put("kind", provenance.kind().key())
                        .put("quote", provenance.quote());
            }
        });
        return all;
    }

    public static ObjectNode states(Profile profile) {
        var all = JSON.objectNode();
        for (var category : Category.values()) {
            all.put(category.key(), profile.state(category).key());
        }
        return all;
    }

    /** The profile in what the three above made; of anything else as much as can be understood. */
    static Profile read(JsonNode said, JsonNode provenance, JsonNode states) {
        var all = new EnumMap<Trait, List<Statement>>(Trait.class);
        texts(said).forEach((trait, texts) -> {
            var statements = new ArrayList<Statement>();
            for (var text : texts) {
                if (!text.isBlank()) {
                    statements.add(new Statement(text, provenance(provenance.path(path(trait, statements.size())))));
                }
            }
            all.put(trait, statements);
        });
        var known = new EnumMap<Category, Category.State>(Category.class);
        for (var category : Category.values()) {
            if (states.path(category.key()).asText().equals(Category.State.FAILED.key())) {
                known.put(category, Category.State.FAILED);
            }
        }
        return new Profile(all, known);
    }

    /** The traits that an object of this form names, with their texts; a null says nothing of a trait. */
    public static Map<Trait, List<String>> texts(JsonNode said) {
        var all = new EnumMap<Trait, List<String>>(Trait.class);
        for (var trait : Trait.values()) {
            var value = said.path(trait.category().key()).path(trait.key());
            if (value.isArray()) {
                var items = new ArrayList<String>();
                value.forEach(item -> items.add(item.asText("")));
                all.put(trait, List.copyOf(items));
            } else if (value.isTextual()) {
                all.put(trait, List.of(value.textValue()));
            }
        }
        return all;
    }

    private static Provenance provenance(JsonNode json) {
        var kind = Provenance.Kind.parse(json.path("kind").asText("").toLowerCase(Locale.ROOT));
        var quote = json.path("quote");
        return kind.map(known -> new Provenance(known, quote.isTextual() ? quote.textValue() : null))
                .orElse(Provenance.WRITTEN);
    }

    private static String path(Trait trait, int nth) {
        return trait.isList() ? trait.path() + "." + nth : trait.path();
    }
}
