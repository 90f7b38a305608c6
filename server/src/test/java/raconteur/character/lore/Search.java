package raconteur.character.lore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import raconteur.character.lore.Outcome.Told;
import raconteur.character.lore.Outcome.Verdict;
import raconteur.provider.Completion;

/** One scan in the making: Ada speaks first, then Wendy, in turns. A token is a letter. */
final class Search {
    private final List<Shelf> shelves = new ArrayList<>();
    private LoreSettings settings = LoreSettings.DEFAULT;
    private Scene scene = Scene.of(List.of());
    private Timers timers = Timers.NONE;
    private long seed = 1;
    private int budget = 1_000_000;
    private UnaryOperator<String> macros = UnaryOperator.identity();

    static Search in(Draft... drafts) {
        return in(Draft.book(drafts));
    }

    static Search in(Lorebook book) {
        return new Search().and("book", Shelf.Owner.CHARACTER, book);
    }

    Search and(String id, Shelf.Owner owner, Lorebook book) {
        shelves.add(new Shelf(id, owner, book));
        return this;
    }

    static List<Scene.Said> path(String... texts) {
        var path = new ArrayList<Scene.Said>();
        for (var at = 0; at < texts.length; at++) {
            var ada = at % 2 == 0;
            path.add(new Scene.Said(
                    "m" + at,
                    ada ? Completion.Role.USER : Completion.Role.ASSISTANT,
                    ada ? "Ada" : "Wendy",
                    texts[at]));
        }
        return path;
    }

    Search said(String... texts) {
        return scene(Scene.of(path(texts)));
    }

    Search scene(Scene scene) {
        this.scene = scene;
        return this;
    }

    Search settings(LoreSettings settings) {
        this.settings = settings;
        return this;
    }

    Search recursive() {
        return settings(settings.withRecursion());
    }

    Search timers(Timers timers) {
        this.timers = timers;
        return this;
    }

    Search seed(long seed) {
        this.seed = seed;
        return this;
    }

    Search budget(int budget) {
        this.budget = budget;
        return this;
    }

    Search macros(UnaryOperator<String> macros) {
        this.macros = macros;
        return this;
    }

    Outcome run() {
        return LoreIndex.of(shelves, settings, macros).scan(scene, timers, seed, budget, String::length, macros);
    }

    /** Ids of what is told, in order of the prompt. */
    List<String> told() {
        return run().told().stream().map(Told::entry).map(EntryKey::entry).toList();
    }

    Verdict verdict(String entry) {
        return run().verdicts().stream()
                .filter(one -> one.entry().entry().equals(entry))
                .findFirst()
                .orElseThrow();
    }

    Reason why(String entry) {
        return verdict(entry).reason();
    }
}
