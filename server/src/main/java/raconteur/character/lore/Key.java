package raconteur.character.lore;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Optional;
import raconteur.platform.Text;

/** One key as it is searched for. */
sealed interface Key {
    /**
     * Words as they stand.
     *
     * @param needle number of it among all that are searched for
     */
    record Literal(String shown, int needle) implements Key {}

    /**
     * A regular expression, in time that grows with the text only.
     *
     * @param number of it among all expressions
     * @param size of what is run per character, about
     */
    record Expression(String shown, Pattern pattern, int number, int size) implements Key {}

    /** A key that is never found. */
    record Broken(String shown, Text why) implements Key {}

    String shown();

    /** What an expression may grow to when its repeats are written out. */
    int LARGEST = 4000;

    /** Whether a key is an expression: its entry says so, or it stands between slashes. */
    static boolean isExpression(String key, boolean regex) {
        return regex || sliced(key).isPresent();
    }

    /** The expression of a key, or why there is none. */
    static Key expression(String key) {
        var parts = sliced(key).orElseGet(() -> new String[] {key, ""});
        if (key.length() > Bounds.KEY) {
            return new Broken(key, new Text("this expression is too long", "正则表达式过长"));
        }
        var size = size(parts[0]);
        if (size > LARGEST) {
            return new Broken(key, new Text("this expression repeats too much", "正则表达式的重复次数过多"));
        }
        try {
            return new Expression(key, Pattern.compile(translated(parts[0]), flags(parts[1])), 0, size);
        } catch (PatternSyntaxException refused) {
            var why = String.valueOf(refused.getDescription());
            return new Broken(
                    key,
                    new Text(
                            "this expression is not taken: " + why + " (no look-around, no back-references)",
                            "不接受该正则表达式：" + why + "（不支持环视与反向引用）"));
        }
    }

    /** An expression between slashes. */
    static String between(String key) {
        return sliced(key).isPresent() ? key : "/" + key.replaceAll("(?<!\\\\)/", "\\\\/") + "/";
    }

    /** Pattern and flags of a key that stands between slashes; a bare slash inside makes it plain words. */
    private static Optional<String[]> sliced(String key) {
        if (key.length() < 3 || key.charAt(0) != '/') {
            return Optional.empty();
        }
        var end = key.lastIndexOf('/');
        var flags = key.substring(end + 1);
        if (end < 2 || !flags.matches("[gimsuy]*")) {
            return Optional.empty();
        }
        for (var at = 1; at < end; at++) {
            if (key.charAt(at) == '\\') {
                at++;
            } else if (key.charAt(at) == '/') {
                return Optional.empty();
            }
        }
        return Optional.of(new String[] {key.substring(1, end), flags});
    }

    private static int flags(String letters) {
        return (letters.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
                | (letters.contains("m") ? Pattern.MULTILINE : 0)
                | (letters.contains("s") ? Pattern.DOTALL : 0);
    }

    /** What browsers write otherwise: escaped slashes, characters by number, "anything" and "nothing" as sets. */
    private static String translated(String pattern) {
        return pattern.replace("\\/", "/")
                .replaceAll("\\\\u\\{([0-9a-fA-F]{1,6})}", "\\\\x{$1}")
                .replaceAll("\\\\u([0-9a-fA-F]{4})", "\\\\x{$1}")
                .replace("[^]", "[\\s\\S]");
    }

    /** About how large an expression is when its counted repeats are written out. Never runs it. */
    private static int size(String pattern) {
        var outer = new ArrayDeque<Long>();
        var sum = 0L;
        var last = 0L;
        for (var at = 0; at < pattern.length(); at++) {
            var sign = pattern.charAt(at);
            if (sign == '(') {
                outer.push(sum + last);
                sum = 0;
                last = 0;
            } else if (sign == ')' && !outer.isEmpty()) {
                last = sum + last + 2;
                sum = outer.pop();
            } else if (sign == '{') {
                var end = pattern.indexOf('}', at);
                last *= end < 0 ? 1 : most(pattern.substring(at + 1, end));
            } else {
                sum += last;
                last = 1;
                at = sign == '\\' ? escaped(pattern, at) : sign == '[' ? set(pattern, at) : at;
            }
            if (sum + last > LARGEST) {
                return LARGEST + 1;
            }
        }
        return (int) (sum + last + 1);
    }

    private static long most(String counts) {
        var most = 1L;
        for (var count : counts.split(",", -1)) {
            most = count.strip().matches("[0-9]{1,9}") ? Math.max(most, Long.parseLong(count.strip())) : most;
        }
        return most;
    }

    /**
     * The last place of what an escape stands for: {@code \p{Han}}, {@code \x{4e00}} have braces that count nothing.
     */
    private static int escaped(String pattern, int at) {
        var named = at + 2 < pattern.length()
                && pattern.charAt(at + 2) == '{'
                && "pPxu".indexOf(pattern.charAt(at + 1)) >= 0;
        var end = named ? pattern.indexOf('}', at) : -1;
        return end < 0 ? at + 1 : end;
    }

    private static int set(String pattern, int at) {
        for (var end = at + 2; end < pattern.length(); end++) {
            if (pattern.charAt(end) == '\\') {
                end++;
            } else if (pattern.charAt(end) == ']') {
                return end;
            }
        }
        return at;
    }
}
