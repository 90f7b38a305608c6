package raconteur.story.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import raconteur.story.payload.SafeWords;
import raconteur.story.payload.Speech;
import raconteur.story.payload.Topic;

/** The words of the house as far as they keep the constraints of one session. Immutable. */
final class Safe {
    private final SafeWords words;
    private final Speech speech;
    private final Terms terms;

    Safe(Speech speech, Terms terms) {
        this.words = SafeWords.of(speech);
        this.speech = speech;
        this.terms = terms;
    }

    /** There are no words that keep all constraints. */
    static final class None extends RuntimeException {
        None() {
            super("no safe words", null, false, false);
        }
    }

    /**
     * The best words on a topic that have room, hold no term and are liked.
     *
     * @throws None if there are none
     */
    String pick(Topic topic, int most, Predicate<String> liked) {
        return all(topic, most).stream().filter(liked).findFirst().orElseThrow(None::new);
    }

    /** All words on a topic that have room and hold no term, the best first. */
    List<String> all(Topic topic, int most) {
        var fitting = words.on(topic).stream()
                .map(this::spoken)
                .filter(text -> Cutting.length(text) <= most)
                .toList();
        // signs are for screens that hold no words; they are no way around a term
        var enough = topic == Topic.CHOICE ? fitting.size() >= 2 : !fitting.isEmpty();
        var sayable = new ArrayList<>(fitting);
        if (!enough) {
            sayable.addAll(SafeWords.signs(topic));
        }
        return sayable.stream().filter(terms::clean).toList();
    }

    /** Words that can stand for a thing without saying what it is, and hold no term. */
    List<String> instead() {
        return words.instead().stream().map(this::spoken).filter(terms::clean).toList();
    }

    /**
     * A text of a length between bounds, which begins with what is given.
     *
     * @param told sentences to go on with, before our own; those that cannot be used are left out
     */
    String filled(String beginning, List<String> told, int least, int most) {
        var text = new StringBuilder(beginning);
        var gap = speech.unspaced() ? "" : " ";
        told.forEach(sentence -> append(text, gap, sentence, least, most));
        var own = all(Topic.NOVEL, most);
        while (Cutting.length(text.toString()) < least) {
            var before = text.length();
            own.forEach(sentence -> append(text, gap, sentence, least, most));
            if (text.length() == before) {
                // every sentence is too long for the little room that is left, or makes a term with the one before
                padded(text, gap, least, most);
                if (text.length() == before) {
                    throw new None();
                }
            }
        }
        return text.toString();
    }

    private void padded(StringBuilder text, String gap, int least, int most) {
        for (var topic : List.of(Topic.SCENE, Topic.MEMORY, Topic.ENDING, Topic.HINT, Topic.TITLE)) {
            all(topic, most).forEach(sentence -> append(text, gap, sentence, least, most));
        }
    }

    private void append(StringBuilder text, String gap, String sentence, int least, int most) {
        var now = Cutting.length(text.toString());
        if (now >= least) {
            return;
        }
        var joined = text.isEmpty() ? sentence : text + gap + sentence;
        if (Cutting.length(joined) <= most && terms.clean(joined)) {
            text.setLength(0);
            text.append(joined);
        }
    }

    private String spoken(String text) {
        return speech == Speech.ZH_HANT ? Han.traditional(text) : text;
    }
}
