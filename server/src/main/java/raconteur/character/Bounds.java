package raconteur.character;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How much a stranger's card may say in the fields that are ours: what is over is cut off. */
final class Bounds {
    private static final int BRIEF = 2000;
    private static final int TEXT = 5000;
    private static final int ITEM = 2000;
    private static final int ITEMS = 100;
    private static final int LINE = 500;

    private Bounds() {}

    static String brief(String text) {
        return clean(text, BRIEF);
    }

    static String line(String text) {
        return clean(text, LINE);
    }

    static String language(String tag) {
        return tag.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}") ? tag : "";
    }

    static Profile kept(Profile profile) {
        var all = new EnumMap<Trait, List<Statement>>(Trait.class);
        profile.said()
                .forEach((trait, statements) -> all.put(
                        trait,
                        statements.stream()
                                .limit(ITEMS)
                                .flatMap(one -> cut(one, trait.isList() ? ITEM : TEXT))
                                .toList()));
        return new Profile(all, profile.states());
    }

    private static Stream<Statement> cut(Statement statement, int most) {
        var text = clean(statement.text(), most);
        return text.isBlank()
                ? Stream.empty()
                : Stream.of(new Statement(text, statement.provenance().withoutQuote()));
    }

    /** What is a character's brief where its card has none: the beginning of its author's notes, if those are plain. */
    static String briefOf(String notes) {
        var isPlain = !notes.contains("<") && !notes.toLowerCase(Locale.ROOT).contains("http");
        var first = notes.strip().lines().findFirst().orElse("").strip();
        return isPlain ? clean(first, 280) : "";
    }

    private static String clean(String text, int most) {
        return Names.cut(text.replace("\0", ""), most);
    }
}
