package raconteur.character;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.character.card.Card;
import raconteur.character.card.Credits;
import raconteur.character.card.Extras;
import raconteur.character.card.Portrayal;
import raconteur.platform.Language;

/**
 * The profile as the fields of a card, and back. A field that the card has of its own is never written over; where it
 * has none, its place is taken by what the profile says, under the labels of the character's language:
 *
 * <ul>
 *   <li>description: basic information, background, knowledge, tasks, system and control
 *   <li>personality: personality, dialogue and interaction
 *   <li>scenario: setting and worldview
 * </ul>
 *
 * The profile itself travels in the card's extensions, so that a server like this one has it back as it was.
 */
public final class Composition {
    private static final String EXTENSION = "raconteur";
    private static final List<Category> DESCRIPTION = List.of(
            Category.BASIC_INFO, Category.BACKGROUND, Category.KNOWLEDGE, Category.TASKS, Category.SYSTEM_PARAMS);
    private static final List<Category> PERSONALITY = List.of(Category.PERSONALITY, Category.DIALOGUE_RULES);
    private static final List<Category> SCENARIO = List.of(Category.WORLDVIEW);

    private Composition() {}

    /** The card as prompts need it: with the profile in the fields that the card itself leaves empty. */
    public static Card card(CharacterSheet sheet) {
        var card = sheet.card();
        var own = card.portrayal();
        var language = language(sheet);
        return Cards.with(
                card,
                new Portrayal(
                        or(own.description(), said(sheet.profile(), DESCRIPTION, language)),
                        or(own.personality(), said(sheet.profile(), PERSONALITY, language)),
                        or(own.scenario(), said(sheet.profile(), SCENARIO, language)),
                        own.examples(),
                        own.systemPrompt(),
                        own.postHistory()),
                card.greetings(),
                card.credits());
    }

    /** The card as it goes out to other programs; one without a profile goes out as it came in. */
    static Card exported(CharacterSheet sheet) {
        var card = card(sheet);
        return sheet.profile().isEmpty() && sheet.origin() == null
                ? card
                : Cards.with(credited(card, sheet.origin()), extended(card.extensions(), sheet));
    }

    private static Card credited(Card card, @Nullable Origin origin) {
        var old = card.credits();
        if (origin == null || origin.url() == null || old.sources().contains(origin.url())) {
            return card;
        }
        var sources = new ArrayList<>(old.sources());
        sources.add(origin.url());
        return Cards.with(
                card,
                card.portrayal(),
                card.greetings(),
                new Credits(
                        old.creator(),
                        old.version(),
                        old.notes(),
                        old.notesIn(),
                        old.tags(),
                        sources,
                        old.created(),
                        old.modified()));
    }

    private static Extras extended(Extras extensions, CharacterSheet sheet) {
        var json = extensions.json();
        var ours = json.putObject(EXTENSION);
        var profile = sheet.profile().withoutQuotes();
        ours.put("brief", sheet.brief());
        ours.put("language", sheet.language());
        ours.set("profile", ProfileJson.said(profile));
        ours.set("provenance", ProfileJson.provenance(profile));
        ours.set("categories", ProfileJson.states(profile));
        var origin = sheet.origin();
        if (origin != null) {
            ours.putObject("source")
                    .put("kind", origin.kind())
                    .put("title", origin.title())
                    .put("url", origin.url())
                    .put("revision", origin.revision())
                    .put("licence", origin.licence())
                    .put("licence_url", origin.licenceUrl());
        }
        return new Extras(json);
    }

    /** A character whose card was exported as above has its profile back; any other keeps its card as it is. */
    static CharacterSheet imported(CharacterSheet sheet) {
        var extensions = sheet.card().extensions().json();
        if (!(extensions.path(EXTENSION).path("profile") instanceof ObjectNode said)) {
            return sheet;
        }
        JsonNode ours = extensions.remove(EXTENSION);
        var profile = Bounds.kept(ProfileJson.read(said, ours.path("provenance"), ours.path("categories")));
        var known = Cards.with(sheet.card(), new Extras(extensions));
        var back = new CharacterSheet(
                sheet.id(),
                sheet.owner(),
                sheet.name(),
                Bounds.brief(text(ours, "brief")),
                Bounds.language(text(ours, "language")),
                sheet.model(),
                sheet.visibility(),
                known,
                profile,
                origin(ours.path("source")),
                sheet.stamp());
        return back.with(uncomposed(back));
    }

    /** The card without what only repeats its profile. */
    private static Card uncomposed(CharacterSheet sheet) {
        var own = sheet.card().portrayal();
        var language = language(sheet);
        return Cards.with(
                sheet.card(),
                new Portrayal(
                        unless(own.description(), said(sheet.profile(), DESCRIPTION, language)),
                        unless(own.personality(), said(sheet.profile(), PERSONALITY, language)),
                        unless(own.scenario(), said(sheet.profile(), SCENARIO, language)),
                        own.examples(),
                        own.systemPrompt(),
                        own.postHistory()),
                sheet.card().greetings(),
                sheet.card().credits());
    }

    private static @Nullable Origin origin(JsonNode json) {
        return json.path("kind").isTextual()
                ? new Origin(
                        Bounds.line(text(json, "kind")),
                        Bounds.line(text(json, "title")),
                        Bounds.line(text(json, "url")),
                        Bounds.line(text(json, "revision")),
                        Bounds.line(text(json, "licence")),
                        Bounds.line(text(json, "licence_url")),
                        null,
                        0)
                : null;
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText("");
    }

    private static String or(String own, String composed) {
        return own.isBlank() ? composed : own;
    }

    private static String unless(String own, String composed) {
        return own.equals(composed) ? "" : own;
    }

    /** The language of its labels: the character's own, else that of its profile's script. */
    private static Language language(CharacterSheet sheet) {
        if (!sheet.language().isEmpty()) {
            return sheet.language().startsWith("zh") ? Language.ZH : Language.EN;
        }
        var isHan = sheet.profile().said().values().stream()
                .flatMap(List::stream)
                .anyMatch(one -> one.text().codePoints().anyMatch(Character::isIdeographic));
        return isHan ? Language.ZH : Language.EN;
    }

    /** What a profile says in these categories, under its labels; the empty text where that is nothing. */
    public static String said(Profile profile, List<Category> categories, Language language) {
        var blocks = new ArrayList<String>();
        for (var category : categories) {
            var lines = new ArrayList<String>();
            for (var trait : category.traits()) {
                line(profile, trait, language, lines);
            }
            if (!lines.isEmpty()) {
                var label = category.label().in(language);
                blocks.add((language == Language.ZH ? "【" + label + "】" : "[" + label + "]") + "\n"
                        + String.join("\n", lines));
            }
        }
        return String.join("\n\n", blocks);
    }

    private static void line(Profile profile, Trait trait, Language language, List<String> lines) {
        var texts = profile.texts(trait);
        if (texts.isEmpty()) {
            return;
        }
        var label = trait.label().in(language) + (language == Language.ZH ? "：" : ":");
        if (trait.isList()) {
            lines.add(label);
            texts.forEach(text -> lines.add("- " + text));
        } else {
            lines.add(language == Language.ZH ? label + texts.getFirst() : label + " " + texts.getFirst());
        }
    }
}
