package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;

/**
 * What the caller of a story wants to hold on every text. Characters are Unicode code points.
 *
 * @param language as the caller wrote it: a BCP 47 tag
 * @param contentRating asked of the model; no check can promise it
 * @param forbiddenTerms none of them blank, none twice
 */
public record Constraints(
        String language, String contentRating, int maxCharsScene, int maxCharsOption, List<String> forbiddenTerms) {
    public static final String RATING = "PG";
    public static final int SCENE = 220;
    public static final int OPTION = 14;

    /** Terms at most. */
    public static final int MOST_TERMS = 1000;

    /** Characters of a term at most. */
    public static final int LONGEST_TERM = 200;

    private static final int MOST_SCENE = 10_000;
    private static final int MOST_OPTION = 1000;
    private static final int LONGEST_WORD = 40;

    public Constraints {
        forbiddenTerms = List.copyOf(new LinkedHashSet<>(forbiddenTerms));
    }

    /** The defaults of the contract in a language. */
    public static Constraints in(String language) {
        return new Constraints(language, RATING, SCENE, OPTION, List.of());
    }

    /**
     * Reads the {@code constraints} of a request; what is absent or null is as it was before.
     *
     * @throws Refusal naming every field that is not as it must be
     */
    public static Constraints read(@Nullable JsonNode node, Constraints before) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return before;
        }
        var wrong = new ArrayList<Refusal.Field>();
        if (!node.isObject()) {
            throw Refusal.invalid("constraints", "must be an object", "必须是对象");
        }
        var read = new Reading(node, wrong);
        var constraints = new Constraints(
                read.word("language", before.language(), LONGEST_WORD),
                read.word("content_rating", before.contentRating(), LONGEST_WORD),
                read.count("max_chars_scene", before.maxCharsScene(), MOST_SCENE),
                read.count("max_chars_option", before.maxCharsOption(), MOST_OPTION),
                read.terms("forbidden_terms", before.forbiddenTerms()));
        if (!wrong.isEmpty()) {
            throw Refusal.invalid(wrong);
        }
        return constraints;
    }
}
