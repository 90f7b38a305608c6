package raconteur.character.card;

import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** What is wrong with a stranger's file, in words. */
final class Flaw {
    private Flaw() {}

    static Refusal malformed(String en, String zh) {
        return new Refusal(Code.MALFORMED, new Text(en, zh));
    }

    static Refusal tooLarge(String en, String zh) {
        return new Refusal(Code.BODY_TOO_LARGE, new Text(en, zh));
    }
}
