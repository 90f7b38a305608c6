package raconteur.character.macro;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates templates. A macro that nobody knows stays as it is written. What a macro yields is never read again, so
 * nobody can say a macro into a prompt. For one template.
 */
public final class Macros {
    /** Templates inside of templates, at most. */
    private static final int DEEPEST = 8;

    /** Macros inside of macros, at most: deeper ones stay as they are written. */
    private static final int MOST_NESTED = 32;

    /** How often as much as may be shown may be made on the way there. */
    private static final int ROUNDS = 8;

    private static final int MOST_STEPS = 10_000;
    private static final int MOST_VARIABLES = 1000;
    private static final Pattern SPEAKER = Pattern.compile("<(USER|BOT|CHAR)>", Pattern.CASE_INSENSITIVE);

    private final Scene scene;
    private final SplittableRandom chance;
    private final Map<String, String> variables;
    private final List<String> hiddenKeys = new ArrayList<>();
    private int steps;
    private long made;
    private int depth;
    private int nested;
    private boolean isList;
    private boolean isCut;

    private Macros(Scene scene) {
        this.scene = scene;
        this.chance = new SplittableRandom(scene.chance());
        this.variables = new HashMap<>(scene.variables());
    }

    /** What the template says in this scene. */
    public static Expansion expand(String template, Scene scene) {
        var macros = new Macros(scene);
        var text = macros.whole(template);
        var shown = text.length() > scene.largest() ? cut(text, scene.largest()) : text;
        return new Expansion(
                shown, macros.hiddenKeys, macros.variables, macros.isCut || shown.length() < text.length());
    }

    private static String cut(String text, int length) {
        return text.substring(
                0, length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private String whole(String template) {
        var read = new Template(template);
        return run(read, 0, template.length());
    }

    private String run(Template template, int from, int to) {
        var out = new StringBuilder();
        nested++;
        for (var at = from; at < to && !isCut; ) {
            var macro = template.at(at);
            if (macro != null && macro.to() <= to && nested <= MOST_NESTED && steps < MOST_STEPS) {
                steps++;
                at = step(template, macro, to, out);
            } else {
                at = plain(template, at, to, out);
            }
        }
        nested--;
        return out.toString();
    }

    /** What stands before the next macro; or one of the old marks of a speaker. */
    private int plain(Template template, int at, int to, StringBuilder out) {
        var text = template.text();
        if (text.charAt(at) == '<') {
            var speaker = SPEAKER.matcher(text).region(at, to);
            if (speaker.lookingAt()) {
                var name = speaker.group(1).equalsIgnoreCase("user") ? "user" : "char";
                append(out, value(name, speaker.group()));
                return speaker.end();
            }
        }
        if (isList && text.startsWith("\\,", at)) {
            append(out, ",");
            return at + 2;
        }
        var end = at + 1;
        while (end < to && template.at(end) == null && text.charAt(end) != '<' && text.charAt(end) != '\\') {
            end++;
        }
        append(out, text.substring(at, end));
        return end;
    }

    private int step(Template template, Template.Macro macro, int to, StringBuilder out) {
        switch (macro.name()) {
            case "trim" -> {
                while (!out.isEmpty() && out.charAt(out.length() - 1) == '\n') {
                    out.setLength(out.length() - 1);
                }
                var at = macro.to();
                while (at < to && template.text().charAt(at) == '\n') {
                    at++;
                }
                return at;
            }
            case "if" -> {
                var end = macro.condition().end;
                if (end != null && end.to() <= to) {
                    append(out, branch(template, macro, end));
                    return end.to();
                }
            }
            default -> {}
        }
        var text = yielded(template, macro);
        append(out, text == null ? "{{" + run(template, macro.from() + 2, macro.end()) + "}}" : text);
        return macro.to();
    }

    private String branch(Template template, Template.Macro macro, Template.Macro end) {
        var isInverted = template.text().startsWith("!", macro.rest()); // the author's, not that of a name
        var from = macro.rest() + (isInverted ? 1 : 0);
        var condition = run(template, from, macro.end()).strip();
        var isTrue = isTrue(condition) != isInverted;
        var otherwise = macro.condition().otherwise;
        if (otherwise == null) {
            return isTrue ? run(template, macro.to(), end.from()) : "";
        }
        return isTrue ? run(template, macro.to(), otherwise.from()) : run(template, otherwise.to(), end.from());
    }

    private static boolean isTrue(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "", "false", "0", "off" -> false;
            default -> true;
        };
    }

    private @Nullable String yielded(Template template, Template.Macro macro) {
        return switch (macro.name()) {
            case "//", "comment", "noop" -> "";
            case "hidden_key" -> {
                hiddenKeys.add(rest(template, macro));
                yield "";
            }
            case "newline" -> "\n".repeat(count(rest(template, macro)));
            case "space" -> " ".repeat(count(rest(template, macro)));
            case "reverse" -> new StringBuilder(rest(template, macro)).reverse().toString();
            case "random" -> chosen(template, macro, chance);
            case "pick" -> chosen(template, macro, standing(template.text(), macro.from()));
            case "roll" -> Dice.rolled(rest(template, macro), chance);
            case "time_utc" -> Times.said("time", "UTC" + rest(template, macro), scene.now());
            case "time", "date", "weekday", "isotime", "isodate", "datetimeformat" ->
                Times.said(macro.name(), rest(template, macro), scene.now());
            case "setvar", "addvar", "incvar", "decvar", "getvar", "hasvar", "deletevar" -> variable(template, macro);
            default -> macro.mark().isEmpty() && isBare(template, macro) ? value(macro.name(), null) : null;
        };
    }

    private static boolean isBare(Template template, Template.Macro macro) {
        return template.text().substring(macro.rest(), macro.end()).isBlank();
    }

    private SplittableRandom standing(String text, int place) {
        return new SplittableRandom(scene.standing() ^ ((long) text.hashCode() << 20) ^ place);
    }

    private @Nullable String chosen(Template template, Template.Macro macro, SplittableRandom source) {
        var parts = parts(template, macro, ",");
        return parts.isEmpty() ? null : parts.get(source.nextInt(parts.size()));
    }

    /** All parts of a macro, cut by {@code ::} where it is written so, else by the other mark. */
    private List<String> parts(Template template, Template.Macro macro, String other) {
        if (isBare(template, macro)) {
            return List.of();
        }
        var mark = macro.mark().equals("::") ? "::" : other;
        var before = isList;
        isList = true;
        var parts = template.parts(macro, mark).stream()
                .map(part -> run(template, part[0], part[1]).strip())
                .toList();
        isList = before;
        return parts;
    }

    private String rest(Template template, Template.Macro macro) {
        return run(template, macro.rest(), macro.end()).strip();
    }

    private static int count(String text) {
        return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 1;
    }

    private @Nullable String variable(Template template, Template.Macro macro) {
        var parts = parts(template, macro, "::");
        if (parts.isEmpty()) {
            return null;
        }
        var name = parts.getFirst();
        var said = String.join("::", parts.subList(1, parts.size()));
        var before = variables.getOrDefault(name, "");
        return switch (macro.name()) {
            case "getvar" -> before;
            case "hasvar" -> String.valueOf(variables.containsKey(name));
            case "deletevar" -> {
                variables.remove(name);
                yield "";
            }
            case "setvar" -> kept(name, said, "");
            case "addvar" -> kept(name, Dice.sum(before, said), "");
            case "incvar" -> kept(name, Dice.sum(before, "1"));
            default -> kept(name, Dice.sum(before, "-1"));
        };
    }

    private String kept(String name, String value) {
        return kept(name, value, value);
    }

    private String kept(String name, String value, String shown) {
        if (variables.containsKey(name) || variables.size() < MOST_VARIABLES) {
            spend(value.length());
            variables.put(name, isCut ? "" : value);
        }
        return shown;
    }

    private @Nullable String value(String name, @Nullable String otherwise) {
        return switch (scene.values().get(name)) {
            case null -> otherwise;
            case Value.Said said -> said.text();
            case Value.Written written -> {
                if (depth >= DEEPEST) {
                    yield "";
                }
                var before = isList;
                isList = false;
                spend(written.template().length()); // to read it costs, whatever it says
                depth++;
                var text = isCut ? "" : whole(written.template());
                depth--;
                isList = before;
                yield text;
            }
        };
    }

    private void append(StringBuilder out, @Nullable String text) {
        if (text == null) {
            return;
        }
        spend(text.length());
        if (!isCut) {
            out.append(text);
        }
    }

    /** Counts all that is made, on the way too: what doubles in a variable is as large as what is shown. */
    private void spend(int length) {
        made += length;
        isCut |= made > (long) ROUNDS * scene.largest();
    }
}
