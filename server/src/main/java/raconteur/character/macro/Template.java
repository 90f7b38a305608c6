package raconteur.character.macro;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A template, with each pair of braces found once, so that a text full of open ones takes no longer than any other. */
final class Template {
    private static final Pattern NAME = Pattern.compile("\\s*(//|/?[\\p{L}_][\\p{L}\\p{N}_]*)(\\s*::?|\\s+|$)?");

    private final String text;
    private final Map<Integer, Macro> macros = new HashMap<>();

    /** Where a condition's other parts stand, if it has them. */
    static final class Condition {
        @Nullable
        Macro otherwise;

        @Nullable
        Macro end;
    }

    /**
     * One macro.
     *
     * @param from where its braces begin, and {@code to} where they have ended
     * @param rest where what follows its name begins
     */
    record Macro(String name, String mark, int from, int rest, int to, Condition condition) {
        int end() {
            return to - 2;
        }
    }

    private record Open(int at, ArrayDeque<Macro> conditions) {}

    Template(String text) {
        this.text = text;
        pair();
    }

    String text() {
        return text;
    }

    @Nullable
    Macro at(int place) {
        return macros.get(place);
    }

    private void pair() {
        var open = new ArrayDeque<Open>();
        open.push(new Open(-1, new ArrayDeque<>()));
        for (var at = 0; at < text.length(); at++) {
            if (text.startsWith("{{", at)) {
                var run = at;
                while (run < text.length() && text.charAt(run) == '{') {
                    run++;
                }
                for (at += (run - at) % 2; at < run; at += 2) { // of an odd number, the first is a brace
                    open.push(new Open(at, new ArrayDeque<>(1)));
                }
                at--;
            } else if (text.startsWith("}}", at) && open.size() > 1) {
                add(open.pop().at(), at + 2, open.element().conditions());
                at++;
            }
        }
    }

    private void add(int from, int to, ArrayDeque<Macro> conditions) {
        var name = NAME.matcher(text).region(from + 2, to - 2);
        if (!name.lookingAt()) {
            return;
        }
        var macro = macro(name, from, to);
        macros.put(from, macro);
        switch (macro.name()) {
            case "if" -> conditions.push(macro);
            case "else" -> {
                if (!conditions.isEmpty()) {
                    conditions.element().condition().otherwise = macro;
                }
            }
            case "/if" -> {
                if (!conditions.isEmpty()) {
                    conditions.pop().condition().end = macro;
                }
            }
            default -> {}
        }
    }

    private static Macro macro(Matcher name, int from, int to) {
        var mark = name.group(2) == null ? "" : name.group(2).strip();
        return new Macro(name.group(1).toLowerCase(Locale.ROOT), mark, from, name.end(), to, new Condition());
    }

    /** Where the parts of a macro begin and end: cut at its marks, but not at those of macros inside of it. */
    List<int[]> parts(Macro macro, String mark) {
        var parts = new ArrayList<int[]>();
        var from = macro.rest();
        for (var at = from; at < macro.end(); at++) {
            var inner = macros.get(at);
            if (inner != null) {
                at = inner.to() - 1;
            } else if (text.startsWith("\\,", at)) {
                at++;
            } else if (text.startsWith(mark, at)) {
                parts.add(new int[] {from, at});
                from = at + mark.length();
                at = from - 1;
            }
        }
        parts.add(new int[] {from, macro.end()});
        return parts;
    }
}
