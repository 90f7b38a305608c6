package raconteur.character.card;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A character as its author wrote it, in the fields of version 3.
 *
 * @param nickname what it is called in talk, or empty for its name
 * @param assets its pictures and sounds; none means the one picture that it comes with
 * @param rest fields of the card's data that we do not know, or that say something else than they should
 * @param around fields that stood beside the card's data
 */
public record Card(
        String name,
        String nickname,
        Portrayal portrayal,
        Greetings greetings,
        Credits credits,
        List<CardAsset> assets,
        @Nullable Book book,
        Extras extensions,
        Extras rest,
        Extras around) {
    public Card {
        assets = List.copyOf(assets);
    }

    /** What {@code {{char}}} stands for. */
    public String spokenName() {
        return nickname.isBlank() ? name : nickname;
    }

    Card with(Extras rest, Extras around) {
        return new Card(name, nickname, portrayal, greetings, credits, assets, book, extensions, rest, around);
    }

    Card withAssets(List<CardAsset> others) {
        return new Card(name, nickname, portrayal, greetings, credits, others, book, extensions, rest, around);
    }
}
