package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** Reads the fields of {@code constraints}, and collects what is wrong with them. */
final class Reading {
    private final JsonNode node;
    private final List<Refusal.Field> wrong;

    Reading(JsonNode node, List<Refusal.Field> wrong) {
        this.node = node;
        this.wrong = wrong;
    }

    String word(String name, String otherwise, int most) {
        var value = node.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (!value.isTextual()) {
            return refused(name, "must be a string", "必须是字符串", otherwise);
        }
        var word = value.textValue().strip();
        if (word.isEmpty()) {
            return otherwise;
        }
        return length(word) <= most
                ? word
                : refused(name, "must have at most " + most + " characters", "最多 " + most + " 个字符", otherwise);
    }

    int count(String name, int otherwise, int most) {
        var value = node.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1 || value.intValue() > most) {
            return refused(name, "must be a whole number from 1 to " + most, "必须是 1 到 " + most + " 之间的整数", otherwise);
        }
        return value.intValue();
    }

    /** Terms without those of which nothing is to be seen, and without repetitions. */
    List<String> terms(String name, List<String> otherwise) {
        var value = node.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (!value.isArray()) {
            return refused(name, "must be an array of strings", "必须是字符串数组", otherwise);
        }
        var terms = new LinkedHashSet<String>();
        for (var term : value) {
            if (!term.isTextual()) {
                return refused(name, "must be an array of strings", "必须是字符串数组", otherwise);
            }
            var visible = Unseen.without(term.textValue()).strip();
            if (!visible.isEmpty()) {
                terms.add(visible);
            }
            if (length(visible) > Constraints.LONGEST_TERM) {
                var most = Constraints.LONGEST_TERM;
                return refused(
                        name, "a term must have at most " + most + " characters", "每个词最多 " + most + " 个字符", otherwise);
            }
            if (terms.size() > Constraints.MOST_TERMS) {
                var most = Constraints.MOST_TERMS;
                return refused(name, "must have at most " + most + " terms", "最多 " + most + " 个词", otherwise);
            }
        }
        return List.copyOf(terms);
    }

    private <T> T refused(String name, String en, String zh, T otherwise) {
        wrong.add(new Refusal.Field("constraints." + name, new Text(en, zh)));
        return otherwise;
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
