package raconteur.character;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.character.card.Greetings;
import raconteur.character.macro.Macros;
import raconteur.character.macro.Scene;
import raconteur.character.macro.Value;
import raconteur.platform.AccountId;
import raconteur.protocol.CharacterProfile;
import raconteur.protocol.CharacterSource;
import raconteur.protocol.CharacterState;
import raconteur.protocol.PublicCharacter;

/** Characters as they stand on the wire. */
@Singleton
public final class Views {
    private static final int LONGEST_GREETING = 20_000;

    private final ObjectMapper json;

    Views(ObjectMapper json) {
        this.json = json;
    }

    /** Where a character's picture is; nothing when there is none. */
    public static @Nullable String avatar(CharacterId id, Portrait portrait) {
        return portrait.isThere() ? "/api/characters/" + id + "/avatar?v=" + portrait.version() : null;
    }

    /** As this account sees it: another's without the words of its source and the model that its owner pays for. */
    public CharacterState of(CharacterSheet sheet, AccountId reader) {
        var isOwn = sheet.owner().equals(reader);
        var profile = isOwn ? sheet.profile() : sheet.profile().withoutQuotes();
        var card = sheet.card();
        var book = card.book();
        return new CharacterState(
                sheet.id().value(),
                sheet.name(),
                card.nickname(),
                sheet.language(),
                sheet.brief(),
                sheet.visibility().key(),
                sheet.tags(),
                isOwn,
                json.convertValue(ProfileJson.said(profile), CharacterProfile.class),
                grounds(profile),
                states(profile),
                greetings(card.greetings()),
                card.greetings().inGroups(),
                card.portrayal().description(),
                card.portrayal().personality(),
                card.portrayal().scenario(),
                card.portrayal().examples(),
                card.portrayal().systemPrompt(),
                card.portrayal().postHistory(),
                card.credits().notes(),
                card.credits().creator(),
                card.credits().version(),
                source(sheet.origin()),
                avatar(sheet.id(), sheet.stamp().portrait()),
                book == null ? 0 : book.size(),
                isOwn ? sheet.model() : null,
                sheet.version(),
                sheet.stamp().createdAt(),
                sheet.stamp().updatedAt());
    }

    static PublicCharacter published(CharacterSheet sheet, String by) {
        var avatar = sheet.stamp().portrait().isThere()
                ? "/api/public/characters/" + sheet.id() + "/avatar?v="
                        + sheet.stamp().portrait().version()
                : null;
        return new PublicCharacter(
                sheet.id().value(),
                sheet.name(),
                sheet.brief(),
                List.copyOf(CharacterRows.tags(sheet).values()),
                greeting(sheet),
                avatar,
                by,
                sheet.stamp().updatedAt());
    }

    /** What it says first to somebody nobody knows. */
    private static String greeting(CharacterSheet sheet) {
        var stranger = sheet.language().startsWith("zh") ? "你" : "you";
        var names = Map.<String, Value>of(
                "char", new Value.Said(sheet.card().spokenName()), "user", new Value.Said(stranger));
        var then = sheet.stamp().updatedAt().atZone(ZoneOffset.UTC);
        var scene = new Scene(names, Map.of(), 0, 0, then, LONGEST_GREETING);
        return Macros.expand(sheet.card().greetings().first(), scene).text();
    }

    /** The first greeting and those that may stand for it; none where there is not one. */
    public static List<String> greetings(Greetings greetings) {
        var all = new ArrayList<String>();
        if (!greetings.first().isEmpty() || !greetings.alternates().isEmpty()) {
            all.add(greetings.first());
            all.addAll(greetings.alternates());
        }
        return List.copyOf(all);
    }

    private Map<String, CharacterState.Grounds> grounds(Profile profile) {
        var all = new LinkedHashMap<String, CharacterState.Grounds>();
        ProfileJson.provenance(profile).properties().forEach(one -> {
            JsonNode quote = one.getValue().path("quote");
            all.put(
                    one.getKey(),
                    new CharacterState.Grounds(
                            one.getValue().path("kind").asText(), quote.isTextual() ? quote.textValue() : null));
        });
        return all;
    }

    private static Map<String, String> states(Profile profile) {
        var all = new LinkedHashMap<String, String>();
        for (var category : Category.values()) {
            all.put(category.key(), profile.state(category).key());
        }
        return all;
    }

    private static @Nullable CharacterSource source(@Nullable Origin origin) {
        return origin == null
                ? null
                : new CharacterSource(
                        origin.kind(),
                        origin.title(),
                        origin.url(),
                        origin.revision(),
                        origin.licence(),
                        origin.licenceUrl(),
                        origin.fetchedAt(),
                        origin.length());
    }
}
