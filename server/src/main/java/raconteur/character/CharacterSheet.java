package raconteur.character;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.character.card.Card;
import raconteur.platform.AccountId;

/**
 * All that is kept of a character but its files and the text it was made from.
 *
 * @param name what it is called in lists and by its owner; the card's own unless that is longer than a name may be
 * @param brief two to four sentences about it, or empty
 * @param language that it speaks, as a tag such as {@code zh}; empty where nobody said
 * @param model that is to speak for it; the usual one where there is none
 * @param card as its author wrote it, with all that we do not know; of one that was made here, what prompts and other
 *     programs need besides the profile
 * @param origin what it was made from, unless it was brought or written
 */
public record CharacterSheet(
        CharacterId id,
        AccountId owner,
        String name,
        String brief,
        String language,
        @Nullable String model,
        Visibility visibility,
        Card card,
        Profile profile,
        @Nullable Origin origin,
        Stamp stamp) {

    /**
     * How far it has come.
     *
     * @param version grows with every change, from 1
     */
    public record Stamp(int version, Portrait portrait, Instant createdAt, Instant updatedAt) {
        static Stamp first(Instant now) {
            return new Stamp(1, Portrait.NONE, now, now);
        }

        Stamp next(Instant now) {
            return new Stamp(version + 1, portrait, createdAt, now);
        }

        Stamp shown(Portrait by) {
            return new Stamp(version, by, createdAt, updatedAt);
        }
    }

    /** A character of which only the name is known; private. */
    public static CharacterSheet blank(
            CharacterId id, AccountId owner, String name, String language, @Nullable String model, Instant now) {
        return new CharacterSheet(
                id,
                owner,
                name,
                "",
                language,
                model,
                Visibility.PRIVATE,
                Cards.blank(name),
                Profile.EMPTY,
                null,
                Stamp.first(now));
    }

    public List<String> tags() {
        return card.credits().tags();
    }

    public int version() {
        return stamp.version();
    }

    public CharacterSheet with(Profile other) {
        return new CharacterSheet(id, owner, name, brief, language, model, visibility, card, other, origin, stamp);
    }

    public CharacterSheet with(Card other) {
        return new CharacterSheet(id, owner, name, brief, language, model, visibility, other, profile, origin, stamp);
    }

    public CharacterSheet with(@Nullable Origin other) {
        return new CharacterSheet(id, owner, name, brief, language, model, visibility, card, profile, other, stamp);
    }

    public CharacterSheet with(Visibility other) {
        return new CharacterSheet(id, owner, name, brief, language, model, other, card, profile, origin, stamp);
    }

    public CharacterSheet withBrief(String other) {
        return new CharacterSheet(id, owner, name, other, language, model, visibility, card, profile, origin, stamp);
    }

    public CharacterSheet spokenBy(String otherLanguage, @Nullable String otherModel) {
        return new CharacterSheet(
                id, owner, name, brief, otherLanguage, otherModel, visibility, card, profile, origin, stamp);
    }

    /** The same under another name, on its card too. */
    public CharacterSheet named(String other) {
        return new CharacterSheet(
                id, owner, other, brief, language, model, visibility, Cards.named(card, other), profile, origin, stamp);
    }

    /** The same with the first greeting that it says, unless its card has one. */
    public CharacterSheet greeting(String first) {
        return card.greetings().first().isBlank() ? with(Cards.greeting(card, first)) : this;
    }

    /** What is written after a change: the next version. */
    public CharacterSheet next(Instant now) {
        return stamped(stamp.next(now));
    }

    CharacterSheet stamped(Stamp other) {
        return new CharacterSheet(id, owner, name, brief, language, model, visibility, card, profile, origin, other);
    }
}
