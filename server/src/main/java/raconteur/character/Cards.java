package raconteur.character;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import raconteur.character.card.Card;
import raconteur.character.card.CardAsset;
import raconteur.character.card.CardFile;
import raconteur.character.card.CardFormat;
import raconteur.character.card.CardVersion;
import raconteur.character.card.Credits;
import raconteur.character.card.Extras;
import raconteur.character.card.Greetings;
import raconteur.character.card.Portrayal;

/** Makes, keeps and changes cards; fields that nobody names stay as they came. */
final class Cards {
    private Cards() {}

    static Card blank(String name) {
        return new Card(
                name,
                "",
                new Portrayal("", "", "", "", "", ""),
                new Greetings("", List.of(), List.of()),
                new Credits("", "", "", Map.of(), List.of(), List.of(), null, null),
                List.of(),
                null,
                Extras.NONE,
                Extras.NONE,
                Extras.NONE);
    }

    /** The whole card as the JSON of version 3. */
    static String text(Card card) {
        var json = new CardFile(card, null, List.of()).write(CardFormat.JSON, CardVersion.V3);
        return new String(json, StandardCharsets.UTF_8);
    }

    /** The card in what {@link #text} made. */
    static Card read(String text) {
        return CardFile.read(text.getBytes(StandardCharsets.UTF_8)).file().card();
    }

    static Card named(Card card, String name) {
        return new Card(
                name,
                card.nickname(),
                card.portrayal(),
                card.greetings(),
                card.credits(),
                card.assets(),
                card.book(),
                card.extensions(),
                card.rest(),
                card.around());
    }

    static Card nicknamed(Card card, String nickname) {
        return new Card(
                card.name(),
                nickname,
                card.portrayal(),
                card.greetings(),
                card.credits(),
                card.assets(),
                card.book(),
                card.extensions(),
                card.rest(),
                card.around());
    }

    static Card with(Card card, Portrayal portrayal, Greetings greetings, Credits credits) {
        return new Card(
                card.name(),
                card.nickname(),
                portrayal,
                greetings,
                credits,
                card.assets(),
                card.book(),
                card.extensions(),
                card.rest(),
                card.around());
    }

    static Card with(Card card, Extras extensions) {
        return new Card(
                card.name(),
                card.nickname(),
                card.portrayal(),
                card.greetings(),
                card.credits(),
                card.assets(),
                card.book(),
                extensions,
                card.rest(),
                card.around());
    }

    static Card with(Card card, List<CardAsset> assets) {
        return new Card(
                card.name(),
                card.nickname(),
                card.portrayal(),
                card.greetings(),
                card.credits(),
                assets,
                card.book(),
                card.extensions(),
                card.rest(),
                card.around());
    }

    static Card greeting(Card card, String first) {
        var greetings = card.greetings();
        return with(
                card,
                card.portrayal(),
                new Greetings(first, greetings.alternates(), greetings.inGroups()),
                card.credits());
    }
}
