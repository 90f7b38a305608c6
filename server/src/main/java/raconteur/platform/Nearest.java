package raconteur.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the name that was probably meant. */
public final class Nearest {
    private static final Pattern PROVIDER = Pattern.compile("RACONTEUR_PROVIDER_([A-Z0-9]+)_.*");
    private static final List<String> OF_A_PROVIDER = List.of("BASE_URL", "API_KEY", "MODELS", "DIALECT", "PRICES");
    private static final List<String> ALIASES = List.of("CHAT", "FAST", "STORY", "MEMORY", "JUDGE");

    private Nearest() {}

    /** The variable whose name takes the fewest changes to reach. */
    static String to(String name) {
        return among(name, candidates(name));
    }

    /** The one of these that takes the fewest changes to reach; empty when there are none. */
    public static String among(String name, List<String> candidates) {
        var best = "";
        for (var candidate : candidates) {
            if (best.isEmpty() || distance(name, candidate) < distance(name, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static List<String> candidates(String name) {
        var found = new ArrayList<String>();
        for (var setting : Setting.values()) {
            found.add(setting.variable());
        }
        ALIASES.forEach(alias -> found.add("RACONTEUR_MODEL_" + alias));
        var provider = PROVIDER.matcher(name);
        var own = provider.matches() ? provider.group(1) : "NAME";
        OF_A_PROVIDER.forEach(what -> found.add("RACONTEUR_PROVIDER_" + own + "_" + what));
        return found;
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var above = row[j];
                var change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
