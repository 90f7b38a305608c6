package raconteur.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text that anyone can write again from a kind, a seed and a length, so that a reader can verify every byte of it. */
public enum Prose {
    /** Chinese narration with punctuation. */
    ZH(
            "夜色", "沉沉", "，", "远处", "传来", "钟声", "。", "她", "轻轻", "推开", "木门", "，", "灯火", "在", "风里", "摇晃", "。\n", "“谁",
            "在那里", "？”"),
    /** English, with quotes, tabs and backslashes that a JSON writer must escape. */
    EN(
            "The",
            " night",
            " was",
            " deep",
            ",",
            " and",
            " a",
            " bell",
            " rang",
            " far",
            " away.",
            " \"Who",
            " is",
            " there?\"",
            " she",
            " asked.\n",
            "\tC:\\tale",
            " it's",
            " <b>",
            " ok."),
    /** Markdown: headings, lists, emphasis, code, tables and formulas. */
    MD(
            "\n\n## 夜",
            " **重点**",
            "、",
            "*slant*",
            "\n\n- one",
            "\n- two",
            "\n\n```java\n",
            "int x = 1;",
            "\n```\n\n",
            "`code`",
            " $a^2$",
            "\n\n| a | b |\n",
            "|---|---|\n",
            "| 1 | 2 |\n\n",
            "> quote",
            " [link](https://example.org)",
            " 文字",
            "。",
            " text",
            "\n\n1. first"),
    /** Characters of two to four bytes, joiners and flags: every cut is inside something. */
    EMOJI("😀", "é", "👩‍👩‍👧", "中", "🇨🇳", "ß", "𠮷", "́", "ا", "🧵"),
    /** One JSON object whose {@code story} member is Chinese narration. */
    JSON("夜色", "沉沉", "，", "远处", "传来", "钟声", "。", "灯火");

    @SuppressWarnings("ImmutableEnumChecker") // a copy by List.of
    private final List<String> words;

    Prose(String... words) {
        this.words = List.of(words);
    }

    /** The kind called {@code name}, in any case; an unknown name is an {@link IllegalArgumentException}. */
    public static Prose named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The pieces of a text, {@code count} of them, none empty. */
    public List<String> tokens(long seed, int count) {
        var tokens = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(word(seed, i));
        }
        if (this == JSON && count > 0) {
            tokens.set(0, "{\"story\":\"" + (count == 1 ? "\"}" : ""));
            tokens.set(count - 1, count == 1 ? tokens.getFirst() : "\"}");
        }
        return tokens;
    }

    /** The whole text: all pieces joined. */
    public String text(long seed, int count) {
        return String.join("", tokens(seed, count));
    }

    private String word(long seed, int index) {
        // The finaliser of SplitMix64: neighbouring seeds give unrelated texts, and any language can repeat it.
        long mixed = seed * 0x9E3779B97F4A7C15L + index * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return words.get((int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), words.size()));
    }
}
