package raconteur.character;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;

/** How a character is written as a row, and read from one. */
@Singleton
final class CharacterRows {
    private static final int MOST_TAGS = 200;

    private final ObjectMapper json;

    CharacterRows(ObjectMapper json) {
        this.json = json;
    }

    Map<String, @Nullable Object> fields(CharacterSheet sheet) {
        var card = Cards.text(sheet.card());
        var tags = tags(sheet);
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("id", sheet.id().toString());
        fields.put("owner", sheet.owner().toString());
        fields.put("name", sheet.name());
        fields.put("key", Names.key(sheet.name()));
        fields.put(
                "words", Names.folded(sheet.name() + "\n" + sheet.brief() + "\n" + String.join("\n", tags.values())));
        fields.put("brief", sheet.brief());
        fields.put("visibility", sheet.visibility().key());
        fields.put("language", sheet.language());
        fields.put("model", sheet.model());
        fields.put("tags", json.valueToTree(tags.values()).toString());
        fields.put("card", card);
        fields.put("bytes", (long) card.getBytes(StandardCharsets.UTF_8).length);
        fields.put("profile", ProfileJson.said(sheet.profile()).toString());
        fields.put("provenance", ProfileJson.provenance(sheet.profile()).toString());
        fields.put("categories", ProfileJson.states(sheet.profile()).toString());
        fields.put(
                "source",
                sheet.origin() == null ? null : json.valueToTree(sheet.origin()).toString());
        fields.put("avatar", sheet.stamp().portrait().kind().key());
        fields.put("portrait", sheet.stamp().portrait().version());
        fields.put("version", sheet.version());
        fields.put("created", sheet.stamp().createdAt().toEpochMilli());
        fields.put("updated", sheet.stamp().updatedAt().toEpochMilli());
        return fields;
    }

    /**
     * The tags that it is found by, as they are compared. A stranger's card may have any number of any length: the card
     * keeps them.
     */
    static Map<String, String> tags(CharacterSheet sheet) {
        var all = new LinkedHashMap<String, String>();
        for (var tag : sheet.tags()) {
            var plain = Names.near(tag, "");
            if (!plain.isEmpty() && all.size() < MOST_TAGS) {
                all.putIfAbsent(Names.key(plain), plain);
            }
        }
        return all;
    }

    CharacterSheet read(RowView row) {
        var source = Rows.optionalText(row, "source");
        return new CharacterSheet(
                new CharacterId(Rows.id(row, "id")),
                new AccountId(Rows.id(row, "account_id")),
                Rows.text(row, "name"),
                Rows.text(row, "brief"),
                Rows.text(row, "language"),
                Rows.optionalText(row, "model"),
                Visibility.parse(Rows.text(row, "visibility")).orElse(Visibility.PRIVATE),
                Cards.read(Rows.text(row, "card")),
                ProfileJson.read(
                        tree(Rows.text(row, "profile")),
                        tree(Rows.text(row, "provenance")),
                        tree(Rows.text(row, "categories"))),
                source == null ? null : json.convertValue(tree(source), Origin.class),
                new CharacterSheet.Stamp(
                        (int) Rows.number(row, "version"),
                        portrait(row),
                        Rows.time(row, "created_at"),
                        Rows.time(row, "updated_at")));
    }

    static Portrait portrait(RowView row) {
        return new Portrait(Portrait.Kind.valueOf(Rows.text(row, "avatar").toUpperCase(Locale.ROOT)), (int)
                Rows.number(row, "avatar_version"));
    }

    private JsonNode tree(String text) {
        return tree(json, text);
    }

    static JsonNode tree(ObjectMapper json, String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored JSON cannot be read", broken);
        }
    }
}
