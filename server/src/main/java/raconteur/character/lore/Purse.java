package raconteur.character.lore;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** What is left of the budgets: one for all, and one for each book that has its own. For one scan. */
final class Purse {
    private final int budget;
    private final ToIntFunction<String> count;
    private final Map<String, Long> spentOn = new HashMap<>();
    private final Set<String> fullBooks = new HashSet<>();
    private long spent;
    private boolean full;

    Purse(int budget, ToIntFunction<String> count) {
        this.budget = budget;
        this.count = count;
    }

    int count(String text) {
        return count.applyAsInt(text);
    }

    /** Whether an entry of so many tokens is told. The first that does not fit ends it for those after it. */
    boolean pays(Compiled one, int tokens) {
        var shelf = one.shelf();
        var own = shelf.book().tokenBudget();
        var sofar = spentOn.getOrDefault(shelf.id(), 0L);
        if (!one.entry().reach().ignoresBudget()) {
            if (full || fullBooks.contains(shelf.id())) {
                return false;
            }
            if (spent + tokens > budget) {
                full = true;
                return false;
            }
            if (own != null && own >= 0 && sofar + tokens > own) {
                fullBooks.add(shelf.id());
                return false;
            }
        }
        spent += tokens;
        spentOn.put(shelf.id(), sofar + tokens);
        return true;
    }

    /** Whether nothing more is told but what ignores the budget. */
    boolean isEmpty() {
        return full;
    }

    /** Whether something did not fit. */
    boolean overflowed() {
        return full || !fullBooks.isEmpty();
    }

    int spent() {
        return (int) Math.min(Integer.MAX_VALUE, spent);
    }
}
