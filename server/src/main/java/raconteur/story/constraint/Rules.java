package raconteur.story.constraint;

import raconteur.story.payload.Slot;
import raconteur.story.payload.Speech;

/** All that looks at texts, for the constraints of one session. Immutable. */
record Rules(Constraints constraints, Speech speech, Terms terms, Tongue tongue, Safe safe, Texts texts) {
    static Rules of(Constraints constraints, Speech speech) {
        var terms = new Terms(constraints.forbiddenTerms());
        var tongue = new Tongue(speech);
        var safe = new Safe(speech, terms);
        return new Rules(constraints, speech, terms, tongue, safe, new Texts(speech, terms, tongue, safe));
    }

    /** Characters at most of such words. */
    int most(Slot.Words words) {
        var session = switch (words.kind()) {
            case SCENE, LINE -> constraints.maxCharsScene();
            case OPTION -> constraints.maxCharsOption();
            case TEXT -> Integer.MAX_VALUE;
        };
        return Math.min(words.most(), session);
    }
}
