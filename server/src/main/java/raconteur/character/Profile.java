package raconteur.character;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a character, trait by trait, and what has become of each category. A trait that nothing is said of is
 * in no map; one that is no list has one statement.
 */
public record Profile(Map<Trait, List<Statement>> said, Map<Category, Category.State> states) {
    /** Nothing is said. */
    public static final Profile EMPTY = new Profile(Map.of(), Map.of());

    public Profile {
        var kept = new EnumMap<Trait, List<Statement>>(Trait.class);
        said.forEach((trait, statements) -> {
            if (!statements.isEmpty()) {
                kept.put(trait, List.copyOf(trait.isList() ? statements : statements.subList(0, 1)));
            }
        });
        var all = new EnumMap<Category, Category.State>(Category.class);
        for (var category : Category.values()) {
            var isSaid = category.traits().stream().anyMatch(kept::containsKey);
            var unsaid = states.get(category) == Category.State.FAILED ? Category.State.FAILED : Category.State.EMPTY;
            all.put(category, isSaid ? Category.State.DONE : unsaid);
        }
        said = Collections.unmodifiableMap(kept);
        states = Collections.unmodifiableMap(all);
    }

    public boolean isEmpty() {
        return said.isEmpty();
    }

    /** What is said of a trait, in order. */
    public List<Statement> statements(Trait trait) {
        return said.getOrDefault(trait, List.of());
    }

    /** The texts that are said of a trait, in order. */
    public List<String> texts(Trait trait) {
        return statements(trait).stream().map(Statement::text).toList();
    }

    /** What is said of a trait that is no list; the empty text where that is nothing. */
    public String text(Trait trait) {
        return String.join("\n", texts(trait));
    }

    public Category.State state(Category category) {
        return states.getOrDefault(category, Category.State.EMPTY);
    }

    /** The same with one category written anew; traits of other categories count for nothing. */
    public Profile with(Category category, Map<Trait, List<Statement>> anew) {
        var all = without(category);
        category.traits().forEach(trait -> all.put(trait, anew.getOrDefault(trait, List.of())));
        return new Profile(all, marked(category, Category.State.EMPTY));
    }

    /** The same with one category that could not be written. */
    public Profile failed(Category category) {
        return new Profile(without(category), marked(category, Category.State.FAILED));
    }

    /**
     * The same after a person has changed what these traits say. What is said as before keeps what it rests on; blank
     * texts say nothing.
     */
    public Profile written(Map<Trait, List<String>> changes) {
        var all = new EnumMap<Trait, List<Statement>>(Trait.class);
        all.putAll(said);
        changes.forEach((trait, texts) -> all.put(trait, kept(statements(trait), texts)));
        return new Profile(all, states);
    }

    /** The same without the words of its source, for others than its owner. */
    Profile withoutQuotes() {
        var all = new EnumMap<Trait, List<Statement>>(Trait.class);
        said.forEach((trait, statements) -> all.put(
                trait,
                statements.stream()
                        .map(one -> new Statement(one.text(), one.provenance().withoutQuote()))
                        .toList()));
        return new Profile(all, states);
    }

    private static List<Statement> kept(List<Statement> before, Collection<String> texts) {
        var left = new ArrayList<>(before);
        var after = new ArrayList<Statement>();
        for (var text : texts) {
            if (!text.isBlank()) {
                Optional<Statement> same =
                        left.stream().filter(one -> one.text().equals(text)).findFirst();
                same.ifPresent(left::remove);
                after.add(same.orElseGet(() -> new Statement(text, Provenance.WRITTEN)));
            }
        }
        return after;
    }

    private EnumMap<Trait, List<Statement>> without(Category category) {
        var all = new EnumMap<Trait, List<Statement>>(Trait.class);
        said.forEach((trait, statements) -> {
            if (trait.category() != category) {
                all.put(trait, statements);
            }
        });
        return all;
    }

    private Map<Category, Category.State> marked(Category category, Category.State state) {
        var all = new EnumMap<>(states);
        all.put(category, state);
        return all;
    }
}
