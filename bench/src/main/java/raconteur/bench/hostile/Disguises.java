package raconteur.bench.hostile;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The ways in which a model, or whoever speaks through it, writes a forbidden word so that only people read it. */
public final class Disguises {
    private static final Map<String, String> CYRILLIC = pairs("aаcсeеoоpрxхyуiіsѕjјhһdԁqԛwԝkкmмtтbвnп");
    private static final Map<String, String> CYRILLIC_CAPITALS = pairs("AАBВCСEЕHНIІKКMМOОPРSЅTТXХYУJЈ");
    private static final Map<String, String> GREEK = pairs("aαeεiιoοpρcϲnηkκtτuυvνxχyγwω");
    private static final Map<String, String> GREEK_CAPITALS = pairs("AΑBΒEΕHΗIΙKΚMΜNΝOΟPΡTΤXΧYΥZΖ");
    private static final Map<String, String> SMALL_CAPITALS =
            pairs("aᴀbʙcᴄdᴅeᴇfꜰgɢhʜiɪjᴊkᴋlʟmᴍnɴoᴏpᴘqǫrʀsꜱtᴛuᴜvᴠwᴡyʏzᴢ");
    private static final Map<String, String> FIGURES = pairs("o0i1e3a4s5t7");
    private static final Map<String, String> SIGNS = pairs("a@s$");
    private static final Map<String, String> TRADITIONAL = pairs("扑撲点點数數规規则則赌賭场場东東国國门門枪槍杀殺");

    private static final List<String> HIDDEN = List.of(
            "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202a", "\u202c",
            "\u202e", "\u2066", "\u2069", "\u180e", "\u034f", "\u061c", "\u115f", "\u3164", "\ufe0f", "\u2063",
            "\u0000", "\u0007");

    private static final List<String> MARKS = List.of("\u0301", "\u0336", "\u0308", "\u0332", "\u20dd", "\u0489");
    private static final List<String> BETWEEN = List.of(
            " ", "\u00a0", "\u3000", "\u2003", "  ", ".", "·", "-", "_", "*", "~", "/", "|", "•", "・", "=", "^",
            "\u2800");

    private Disguises() {}

    /** Every writing of a Latin term, by the name of the rule. */
    public static Map<String, String> latin(String term) {
        var ways = new LinkedHashMap<String, String>();
        common(term, ways);
        ways.put("capitals", term.toUpperCase(java.util.Locale.ROOT));
        ways.put("one capital", term.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + term.substring(1));
        ways.put("every other", alternating(term));
        styled(term, ways);
        ways.put("cyrillic", mapped(term, CYRILLIC));
        ways.put("cyrillic capitals", mapped(term.toUpperCase(java.util.Locale.ROOT), CYRILLIC_CAPITALS));
        ways.put("greek", mapped(term, GREEK));
        ways.put("greek capitals", mapped(term.toUpperCase(java.util.Locale.ROOT), GREEK_CAPITALS));
        ways.put("small capitals", mapped(term, SMALL_CAPITALS));
        if (term.length() > 3) {
            ways.put("figures", firstOnes(term, FIGURES, term.length() / 2));
            ways.put("signs", firstOnes(term, SIGNS, term.length() / 2));
        }
        ways.values().removeIf(way -> way.equals(term));
        return ways;
    }

    /** Every writing of a Chinese term. */
    public static Map<String, String> chinese(String term) {
        var ways = new LinkedHashMap<String, String>();
        common(term, ways);
        ways.put("traditional", mapped(term, TRADITIONAL));
        ways.put("traditional and hidden", String.join("\u200b", letters(mapped(term, TRADITIONAL))));
        ways.put("brackets", "【" + String.join("】【", letters(term)) + "】");
        ways.put("compatibility", compatibility(term));
        ways.values().removeIf(way -> way.equals(term));
        return ways;
    }

    private static void common(String term, Map<String, String> ways) {
        for (var hidden : HIDDEN) {
            ways.put("hidden " + name(hidden), String.join(hidden, letters(term)));
            ways.put("once hidden " + name(hidden), term.substring(0, 1) + hidden + term.substring(1));
        }
        for (var mark : MARKS) {
            ways.put("mark " + name(mark), String.join(mark, letters(term)) + mark);
        }
        for (var between : BETWEEN) {
            ways.put("between " + name(between), String.join(between, letters(term)));
        }
        ways.put("between and hidden", String.join(" \u200b", letters(term)));
    }

    private static void styled(String term, Map<String, String> ways) {
        ways.put("full width", shifted(term, 0xFF41));
        ways.put("bold", shifted(term, 0x1D41A));
        ways.put("fraktur", shifted(term, 0x1D51E));
        ways.put("double struck", shifted(term, 0x1D552));
        ways.put("monospace", shifted(term, 0x1D68A));
        ways.put("circled", shifted(term, 0x24D0));
        ways.put("in brackets", shifted(term, 0x249C));
        ways.put("squared", shifted(term, 0x1F130));
        ways.put("white on black", shifted(term, 0x1F170));
        ways.put("white in circles", shifted(term, 0x1F150));
        ways.put("flags", shifted(term, 0x1F1E6));
        ways.put("accents", Normalizer.normalize(String.join("\u0301", letters(term)) + "\u0301", Normalizer.Form.NFC));
    }

    private static String compatibility(String term) {
        return mapped(term, pairs("女⼥子⼦门⾨口⼝日⽇一⼀人⼈"));
    }

    private static String shifted(String term, int first) {
        var out = new StringBuilder();
        term.chars()
                .forEach(letter -> out.appendCodePoint(letter >= 'a' && letter <= 'z' ? first + letter - 'a' : letter));
        return out.toString();
    }

    private static String alternating(String term) {
        var out = new StringBuilder();
        for (var at = 0; at < term.length(); at++) {
            out.append(at % 2 == 0 ? term.charAt(at) : Character.toUpperCase(term.charAt(at)));
        }
        return out.toString();
    }

    private static String mapped(String term, Map<String, String> map) {
        return String.join(
                "",
                letters(term).stream().map(one -> map.getOrDefault(one, one)).toList());
    }

    private static String firstOnes(String term, Map<String, String> map, int most) {
        var left = new int[] {most};
        UnaryOperator<String> change = one -> map.containsKey(one) && left[0]-- > 0 ? map.getOrDefault(one, one) : one;
        return String.join("", letters(term).stream().map(change).toList());
    }

    /** The code points of a term, each as a text. */
    public static List<String> letters(String term) {
        var letters = new ArrayList<String>();
        term.codePoints().forEach(point -> letters.add(Character.toString(point)));
        return letters;
    }

    private static Map<String, String> pairs(String text) {
        var map = new LinkedHashMap<String, String>();
        var points = text.codePoints().toArray();
        for (var at = 0; at < points.length; at += 2) {
            map.put(Character.toString(points[at]), Character.toString(points[at + 1]));
        }
        return map;
    }

    private static String name(String text) {
        return "U+%04X".formatted(text.codePointAt(0)) + (text.length() > 1 ? "…" : "");
    }
}
