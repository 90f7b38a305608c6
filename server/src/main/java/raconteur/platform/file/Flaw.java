package raconteur.platform.file;

import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** What is wrong with a stranger's file, in words. */
public final class Flaw {
    private Flaw() {}

    /** Something that cannot be read. */
    public static Refusal malformed(String en, String zh) {
        return new Refusal(Code.MALFORMED, new Text(en, zh));
    }

    /** Something larger than it may be, or than it would be once it is unpacked. */
    public static Refusal tooLarge(String en, String zh) {
        return new Refusal(Code.BODY_TOO_LARGE, new Text(en, zh));
    }
}
