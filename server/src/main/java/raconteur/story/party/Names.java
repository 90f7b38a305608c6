package raconteur.story.party;

import java.util.List;
import java.util.Locale;
import raconteur.platform.Refusal;

/** What players are called at a table. */
final class Names {
    private static final int LONGEST = 40;

    private Names() {}

    /** The name in what somebody typed; {@link Refusal} when nothing of it can be seen. */
    static String require(String typed) {
        var name = Verdict.Text.name(typed);
        if (name.isEmpty()) {
            throw Refusal.invalid("name", "must have 1 to 40 characters", "须为 1 到 40 个字符");
        }
        return name;
    }

    /** The same with a number, where somebody else is called so: nobody speaks in another's name. */
    static String unlike(String name, List<Player> others) {
        var called = name;
        for (var n = 2; isTaken(called, others); n++) {
            called = Verdict.Text.cut(name, LONGEST - 3) + " " + n;
        }
        return called;
    }

    private static boolean isTaken(String name, List<Player> others) {
        return others.stream()
                .anyMatch(other -> other.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    }
}
