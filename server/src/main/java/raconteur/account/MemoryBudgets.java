package raconteur.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/**
 * How much characters may keep in mind, in Unicode code points, as one chooses it under {@value #CHOICE} in one's
 * settings.
 *
 * @param session what was said and stands in the prompt as it was said
 * @param shortTerm lines that stand for what was said before
 * @param longTerm lines that are kept of those
 */
public record MemoryBudgets(int session, int shortTerm, int longTerm) {
    /** Its name among the choices. */
    public static final String CHOICE = "memory";

    public static final MemoryBudgets DEFAULT = new MemoryBudgets(3000, 3000, 4000);

    private static final int LEAST = 50;
    private static final int MOST = 50_000;
    private static final String SESSION = "session";
    private static final String SHORT_TERM = "short_term";
    private static final String LONG_TERM = "long_term";

    public MemoryBudgets {
        session = Math.clamp(session, LEAST, MOST);
        shortTerm = Math.clamp(shortTerm, LEAST, MOST);
        longTerm = Math.clamp(longTerm, LEAST, MOST);
    }

    /** Those in somebody's choices; the default wherever nothing was chosen. */
    static MemoryBudgets of(Map<String, Object> choices) {
        return choices.get(CHOICE) instanceof Map<?, ?> chosen
                ? new MemoryBudgets(
                        number(chosen.get(SESSION), DEFAULT.session()),
                        number(chosen.get(SHORT_TERM), DEFAULT.shortTerm()),
                        number(chosen.get(LONG_TERM), DEFAULT.longTerm()))
                : DEFAULT;
    }

    /** Refuses choices that name budgets which nobody may have. */
    static void check(Map<String, Object> choices) {
        var chosen = choices.get(CHOICE);
        if (chosen == null) {
            return;
        }
        if (!(chosen instanceof Map<?, ?> budgets)) {
            throw Refusal.invalid(
                    CHOICE, "takes session, short_term and long_term", "应包含 session、short_term 与 long_term");
        }
        var wrong = new ArrayList<Refusal.Field>();
        for (var name : List.of(SESSION, SHORT_TERM, LONG_TERM)) {
            if (!isBudget(budgets.get(name))) {
                wrong.add(new Refusal.Field(
                        CHOICE + "." + name,
                        new Text("a whole number of characters from 50 to 50000", "应为 50 到 50000 之间的整数（字符数）")));
            }
        }
        if (!wrong.isEmpty()) {
            throw Refusal.invalid(wrong);
        }
    }

    private static boolean isBudget(@Nullable Object chosen) {
        return switch (chosen) {
            case null -> true;
            case Integer number -> number >= LEAST && number <= MOST;
            default -> false;
        };
    }

    private static int number(@Nullable Object chosen, int otherwise) {
        return chosen instanceof Integer number ? number : otherwise;
    }
}
