package raconteur.character;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.character.card.Credits;
import raconteur.character.card.Greetings;
import raconteur.character.card.Portrayal;
import raconteur.platform.Refusal;
import raconteur.protocol.CharacterChange;

/** Applies what a person wants changed to a character. What is not named stays, or becomes empty, as is asked for. */
@Singleton
final class Changing {
    private static final Pattern LANGUAGE = Pattern.compile("([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?");

    private final ObjectMapper json;

    Changing(ObjectMapper json) {
        this.json = json;
    }

    /** Some of a character's fields, and the others as they were. */
    CharacterSheet some(CharacterSheet old, CharacterChange wish) {
        var card = old.card();
        var name = wish.name() == null ? null : Names.require(wish.name());
        var shown = name == null || name.equals(old.name()) ? card : Cards.named(card, name);
        var said = Cards.with(
                wish.nickname() == null
                        ? shown
                        : Cards.nicknamed(shown, wish.nickname().strip()),
                portrayal(card.portrayal(), wish),
                greetings(card.greetings(), wish),
                credits(card.credits(), wish));
        var texts = wish.profile() == null
                ? Map.<Trait, List<String>>of()
                : ProfileJson.texts(json.valueToTree(wish.profile()));
        return new CharacterSheet(
                old.id(),
                old.owner(),
                name == null ? old.name() : name,
                or(wish.brief(), old.brief()),
                language(or(wish.language(), old.language())),
                wish.model() == null ? old.model() : wish.model().isEmpty() ? null : wish.model(),
                visibility(old.visibility(), wish.visibility()),
                said,
                old.profile().written(texts),
                old.origin(),
                old.stamp());
    }

    /** All of a character's fields: those that are not named become empty, private and the usual. */
    CharacterSheet whole(CharacterSheet old, CharacterChange wish) {
        if (wish.name() == null) {
            throw Refusal.invalid("name", "is missing", "缺失");
        }
        var changed = some(old, filled(wish));
        var unsaid = new EnumMap<Trait, List<String>>(Trait.class);
        for (var trait : Trait.values()) {
            unsaid.put(trait, List.of());
        }
        if (wish.profile() != null) {
            unsaid.putAll(ProfileJson.texts(json.valueToTree(wish.profile())));
        }
        return changed.with(old.profile().written(unsaid));
    }

    private static CharacterChange filled(CharacterChange wish) {
        return new CharacterChange(
                wish.name(),
                or(wish.nickname(), ""),
                or(wish.language(), ""),
                or(wish.brief(), ""),
                or(wish.visibility(), Visibility.PRIVATE.key()),
                or(wish.tags(), List.of()),
                wish.profile(),
                or(wish.greetings(), List.of()),
                or(wish.groupGreetings(), List.of()),
                or(wish.description(), ""),
                or(wish.personality(), ""),
                or(wish.scenario(), ""),
                or(wish.examples(), ""),
                or(wish.systemPrompt(), ""),
                or(wish.postHistoryInstructions(), ""),
                or(wish.creatorNotes(), ""),
                or(wish.creator(), ""),
                or(wish.characterVersion(), ""),
                or(wish.model(), ""),
                wish.version());
    }

    private static Portrayal portrayal(Portrayal old, CharacterChange wish) {
        return new Portrayal(
                or(wish.description(), old.description()),
                or(wish.personality(), old.personality()),
                or(wish.scenario(), old.scenario()),
                or(wish.examples(), old.examples()),
                or(wish.systemPrompt(), old.systemPrompt()),
                or(wish.postHistoryInstructions(), old.postHistory()));
    }

    private static Greetings greetings(Greetings old, CharacterChange wish) {
        var all = wish.greetings() == null ? Views.greetings(old) : wish.greetings();
        return new Greetings(
                all.isEmpty() ? "" : all.getFirst(),
                all.isEmpty() ? List.of() : all.subList(1, all.size()),
                or(wish.groupGreetings(), old.inGroups()));
    }

    private static Credits credits(Credits old, CharacterChange wish) {
        return new Credits(
                or(wish.creator(), old.creator()),
                or(wish.characterVersion(), old.version()),
                or(wish.creatorNotes(), old.notes()),
                old.notesIn(),
                wish.tags() == null ? old.tags() : tags(wish.tags()),
                old.sources(),
                old.created(),
                old.modified());
    }

    private static List<String> tags(List<String> wished) {
        var tags = wished.stream().map(String::strip).toList();
        for (var nth = 0; nth < tags.size(); nth++) {
            if (Names.key(tags.get(nth)).isEmpty()) {
                throw Refusal.invalid("tags[" + nth + "]", "must not be empty", "不能为空");
            }
        }
        return tags.stream().distinct().toList();
    }

    private static Visibility visibility(Visibility old, @Nullable String wish) {
        return wish == null
                ? old
                : Visibility.parse(wish)
                        .orElseThrow(() -> Refusal.invalid(
                                "visibility", "is private, unlisted or public", "只能为 private、unlisted 或 public"));
    }

    private static String language(String tag) {
        if (!LANGUAGE.matcher(tag).matches()) {
            throw Refusal.invalid("language", "is a tag such as zh or en-GB", "应为语言标记，例如 zh 或 en-GB");
        }
        return tag;
    }

    private static <T> T or(@Nullable T wish, T old) {
        return wish == null ? old : wish;
    }
}
