package raconteur.provider;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The quirks of a provider's models, as data. */
public record Quirks(List<Rule> rules) {
    public static final Quirks NONE = new Quirks(List.of());

    /** Models whose name contains a match of the pattern have these quirks. */
    public record Rule(Pattern names, Set<Quirk> quirks) {
        public Rule {
            quirks = Set.copyOf(quirks);
        }
    }

    public Quirks {
        rules = List.copyOf(rules);
    }

    static Quirks all(Quirk... quirks) {
        return NONE.and("", quirks);
    }

    Quirks and(String names, Quirk... quirks) {
        var more = new ArrayList<>(rules);
        more.add(new Rule(Pattern.compile(names), Set.of(quirks)));
        return new Quirks(more);
    }

    /** What to mind with this model. */
    public Set<Quirk> of(String model) {
        var found = EnumSet.noneOf(Quirk.class);
        for (var rule : rules) {
            if (rule.names().matcher(model).find()) {
                found.addAll(rule.quirks());
            }
        }
        return found;
    }
}
