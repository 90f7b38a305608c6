package raconteur.story.constraint;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import raconteur.story.constraint.Mending.Step;
import raconteur.story.payload.Kind;
import raconteur.story.payload.Speech;

/** Mends single texts. Immutable. */
final class Texts {
    /** UTF-16 units of a text that are looked at. */
    static final int LONGEST = 32_768;

    private static final int ROUNDS = 4;

    private final Speech speech;
    private final Terms terms;
    private final Tongue tongue;
    private final Safe safe;

    Texts(Speech speech, Terms terms, Tongue tongue, Safe safe) {
        this.speech = speech;
        this.terms = terms;
        this.tongue = tongue;
        this.safe = safe;
    }

    /** Whether a text can be shown as it is. */
    boolean stands(String text, int most) {
        return !text.isBlank() && Cutting.length(text) <= most && terms.clean(text) && tongue.speaks(text);
    }

    /** The text so that it can be shown; null if nothing of it can be. */
    @Nullable
    String mend(Kind kind, String text, int most, BiConsumer<Step, String> note) {
        var mended = clean(bounded(text), note);
        mended = inTongue(inForms(mended, note), note);
        for (var round = 0; round < ROUNDS && !mended.isEmpty(); round++) {
            mended = cut(kind, mended, most, note);
            if (terms.clean(mended)) {
                return stands(mended, most) ? mended : null;
            }
            mended = without(mended, most, note);
        }
        return null;
    }

    private static String bounded(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private static String clean(String text, BiConsumer<Step, String> note) {
        var seen = Unseen.without(text);
        if (!seen.equals(text)) {
            note.accept(Step.CLEANED, "characters that nobody sees were taken out");
        }
        return seen.strip();
    }

    private String inForms(String text, BiConsumer<Step, String> note) {
        if (tongue.speaks(text) || !tongue.speaksInOtherForms(text)) {
            return text;
        }
        note.accept(Step.CLEANED, "written in the other set of Chinese characters");
        return speech == Speech.ZH_HANT ? Han.traditional(text) : Han.simplified(text);
    }

    /** Sentences of another language among those of the right one are left out. */
    private String inTongue(String text, BiConsumer<Step, String> note) {
        if (tongue.speaks(text)) {
            return text;
        }
        var spoken = String.join(
                        "",
                        Cutting.sentences(text).stream().filter(tongue::speaks).toList())
                .strip();
        if (spoken.codePoints().noneMatch(Character::isLetter) || !tongue.speaks(spoken)) {
            return text;
        }
        note.accept(Step.DROPPED, "sentences in another language were taken out");
        return spoken;
    }

    private static String cut(Kind kind, String text, int most, BiConsumer<Step, String> note) {
        var length = Cutting.length(text);
        if (length <= most) {
            return text;
        }
        note.accept(Step.CUT, length + " characters cut to at most " + most);
        return kind == Kind.OPTION ? Cutting.toWord(text, most) : Cutting.toSentence(text, most);
    }

    /** The text without terms: words that say nothing in their place, else without the sentences they stand in. */
    private String without(String text, int most, BiConsumer<Step, String> note) {
        var hits = terms.find(text);
        var shortest = text;
        for (var word : safe.instead()) {
            var replaced = replaced(text, hits, word);
            if (terms.clean(replaced)) {
                if (Cutting.length(replaced) <= most) {
                    note.accept(Step.REPLACED, "a forbidden term gave way to “" + word + "”");
                    return replaced;
                }
                shortest = replaced.length() < shortest.length() || shortest.equals(text) ? replaced : shortest;
            }
        }
        if (!shortest.equals(text)) {
            note.accept(Step.REPLACED, "a forbidden term gave way to another word");
            return shortest;
        }
        note.accept(Step.DROPPED, "a sentence with a forbidden term was taken out");
        return dropped(text, hits);
    }

    private static String replaced(String text, List<Hit> hits, String word) {
        var out = new StringBuilder();
        var done = 0;
        for (var hit : hits) {
            var start = Cutting.wordStart(text, hit.start());
            var end = Cutting.wordEnd(text, hit.end());
            if (start < done) {
                done = Math.max(done, end);
                continue;
            }
            out.append(text, done, start);
            out.append(opens(out) && Character.isUpperCase(text.codePointAt(hit.start())) ? capital(word) : word);
            done = end;
        }
        return out.append(text.substring(Math.min(done, text.length()))).toString();
    }

    private static boolean opens(StringBuilder before) {
        var text = before.toString().stripTrailing();
        return text.isEmpty() || ".!?:“\"".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String dropped(String text, List<Hit> hits) {
        var kept = new StringBuilder();
        var at = 0;
        for (var sentence : Cutting.sentences(text)) {
            var whole = new Hit(at, at + sentence.length(), "");
            if (hits.stream().noneMatch(whole::touches)) {
                kept.append(sentence);
            }
            at += sentence.length();
        }
        return kept.toString().strip();
    }
}
