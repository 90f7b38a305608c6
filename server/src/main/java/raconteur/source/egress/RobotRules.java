package raconteur.source.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A robots.txt, read as RFC 9309 has it: the longest rule that fits decides, and allows when two are as long. */
final class RobotRules {
    private record Rule(boolean allows, String pattern) {}

    private static final String US = "raconteur";
    private static final int MOST_RULES = 2000;
    private static final int LONGEST_RULE = 512;

    static final RobotRules NONE = new RobotRules(List.of());

    private final List<Rule> rules;

    private RobotRules(List<Rule> rules) {
        this.rules = rules;
    }

    /** What it says to us by name, else to everybody. */
    static RobotRules parse(String text) {
        var ours = new ArrayList<Rule>();
        var everybodys = new ArrayList<Rule>();
        var named = false;
        var toUs = false;
        var toAll = false;
        var inNames = false;
        for (var line : text.split("\\R", -1)) {
            var said = line.replaceFirst("#.*", "");
            var colon = said.indexOf(':');
            if (colon < 0) {
                continue;
            }
            var key = said.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            var value = said.substring(colon + 1).strip();
            if (key.equals("user-agent")) {
                if (!inNames) {
                    toUs = false;
                    toAll = false;
                }
                inNames = true;
                toUs |= value.toLowerCase(Locale.ROOT).startsWith(US);
                toAll |= value.equals("*");
                named |= toUs;
            } else if (key.equals("allow") || key.equals("disallow")) {
                inNames = false;
                var rule = new Rule(key.equals("allow"), value);
                var taken = !value.isEmpty() && value.length() <= LONGEST_RULE;
                if (taken && toUs && ours.size() < MOST_RULES) {
                    ours.add(rule);
                }
                if (taken && toAll && everybodys.size() < MOST_RULES) {
                    everybodys.add(rule);
                }
            }
        }
        return new RobotRules(List.copyOf(named ? ours : everybodys));
    }

    /** @param target path and query */
    boolean allow(String target) {
        var longest = -1;
        var allowed = true;
        for (var rule : rules) {
            var length = rule.pattern().length();
            if (length >= longest && fits(rule.pattern(), target)) {
                allowed = length > longest ? rule.allows() : allowed || rule.allows();
                longest = length;
            }
        }
        return allowed;
    }

    /** Walks both once, going back to the last star only: no pattern makes this take long. */
    private static boolean fits(String pattern, String target) {
        var anchored = pattern.endsWith("$");
        var wanted = anchored ? pattern.substring(0, pattern.length() - 1) : pattern + "*";
        var at = 0;
        var star = -1;
        var from = 0;
        var i = 0;
        while (i < target.length()) {
            if (at < wanted.length() && wanted.charAt(at) == '*') {
                star = at++;
                from = i;
            } else if (at < wanted.length() && wanted.charAt(at) == target.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++from;
            } else {
                return false;
            }
        }
        return wanted.substring(at).chars().allMatch(sign -> sign == '*');
    }
}
