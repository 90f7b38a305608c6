package raconteur.story.constraint;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** All characters as the search for terms sees them, made when first met. Thread-safe. */
final class Glyphs {
    private static final Normalizer2 NFKD = Normalizer2.getNFKDInstance();
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final SpoofChecker LOOKS =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    private static final AtomicReferenceArray<@Nullable Glyph> KNOWN = new AtomicReferenceArray<>(0x10000);

    /** Look-alikes that Unicode's table leaves as they are, each before the letter it looks like. */
    private static final String ALIKE =
            "ᴀa∂dʙbᴅdᴇeꜰfɢgʜhᴊjĸkᴋkʟlʍmᴍmɴnᴘpǫqʀrꜱsᴛtꞓeєeɛeϵeэeπnᴎnᴙrωwɯwцuщwμuχxβbδdҝkқkðdƅbьbɜe"
                    + "ʌaλaƒfⲁaɐaǝeɔcɹrɾrɟfɥhʇtʎyɓbɖdɗdɠgɦhɨiɩiɫlɱmɲnŋnɵoɸoɽrʂsʈtʉuʋvʐzʑzƙkƚlƛlƞnƥpƫtƭtʒzƶzǥgɉjɍrɏyȡdȥzɇe"
                    + "ԍgһhґrғfӏlѵvѡwүyұyҳxӿxҡkҟkӄkӈhңhԋhҥhҫcҭtϲcϳjѳoөoӘeәeԑeӡz";

    /** Digits and signs that are written for letters: 0 for o, $ for s. */
    private static final String GUESSES = "0o1l2z3e4a5s6b7t8b9g@a$s!l|l+t€e£l¥y¢c";

    private Glyphs() {}

    static Glyph of(int point) {
        if (point >= 0x10000) {
            return make(point);
        }
        var known = KNOWN.get(point);
        if (known == null) {
            known = make(point);
            KNOWN.set(point, known);
        }
        return known;
    }

    private static Glyph make(int point) {
        if (Unseen.is(point) || point == 0x200D) {
            return Glyph.NOTHING;
        }
        var letter = enclosed(point);
        if (letter != 0) {
            return make(letter);
        }
        var decomposed = bare(decomposed(point));
        if (decomposed.isEmpty()) {
            return Glyph.NOTHING;
        }
        var folded = folded(decomposed);
        var plain = only(folded, true);
        var own = Han.isUnspaced(point) || point < 0x80 ? "" : look(point, "");
        var shape = own.isEmpty() ? shape(decomposed) : new Look(own.replace('i', 'l'), false);
        var gap = plain.isEmpty() ? Gap.of(point == '…' || point == '‥' ? point : folded.codePointAt(0)) : Gap.NONE;
        var guess = shape.isGuess;
        return new Glyph(plain, shape.letters, only(folded, false), gap, guess);
    }

    private static String decomposed(int point) {
        var kept = NFKD.getDecomposition(point);
        return kept == null ? Character.toString(point) : kept;
    }

    /** Without the marks that can be put on any letter; those of kana, of Indic and of other scripts make letters. */
    private static String bare(String text) {
        var bare = new StringBuilder();
        text.codePoints().filter(point -> !isMark(point) && !Unseen.is(point)).forEach(bare::appendCodePoint);
        return NFC.normalize(bare);
    }

    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.ENCLOSING_MARK -> true;
            case Character.NON_SPACING_MARK ->
                switch (UScript.getScript(point)) {
                    case UScript.INHERITED, UScript.COMMON, UScript.LATIN, UScript.GREEK, UScript.CYRILLIC ->
                        !isVoicing(point);
                    default -> false;
                };
            default -> false;
        };
    }

    /** The two marks that make another kana of a kana. */
    static boolean isVoicing(int point) {
        return point == 0x3099 || point == 0x309A;
    }

    private static String folded(String text) {
        var folded = new StringBuilder();
        bare(NFKD.normalize(UCharacter.foldCase(text, true)))
                .codePoints()
                .map(Han::simple)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static String only(String text, boolean letters) {
        var kept = new StringBuilder();
        text.codePoints()
                .filter(point -> letters ? isLetter(point) : !Gap.spaces(Gap.of(point)) || isLetter(point))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isLetter(int point) {
        return Character.isLetterOrDigit(point)
                || switch (Character.getType(point)) {
                    case Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER,
                            Character.COMBINING_SPACING_MARK,
                            Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }

    private record Look(String letters, boolean isGuess) {}

    private static Look shape(String text) {
        var letters = new StringBuilder();
        var guess = false;
        for (var point : text.codePoints().toArray()) {
            var guessed = among(GUESSES, point);
            if (guessed != 0) {
                guess = true;
                letters.appendCodePoint(guessed);
            } else if (isLetter(point)) {
                letters.append(look(point, folded(Character.toString(point))));
            } else {
                letters.append(latin(LOOKS.getSkeleton(Character.toString(point))));
            }
        }
        // i and l share look-alikes; which was meant is told by the term
        return new Look(letters.toString().replace('i', 'l'), guess);
    }

    /** The letters of the Latin alphabet that one looks like. */
    private static String look(int point, String otherwise) {
        if (point < 0x80) {
            return Character.toString(Character.toLowerCase(point));
        }
        if (Han.isUnspaced(point)) {
            return otherwise;
        }
        for (var one : new int[] {point, UCharacter.foldCase(point, true)}) {
            var alike = among(ALIKE, one);
            if (alike != 0) {
                return Character.toString(alike);
            }
            var latin = latin(LOOKS.getSkeleton(Character.toString(one)));
            if (!latin.isEmpty()) {
                return latin;
            }
        }
        return otherwise;
    }

    /** Letters of the Latin alphabet; empty where there is anything else. */
    private static String latin(String skeleton) {
        var latin = new StringBuilder();
        for (var point : bare(NFKD.normalize(skeleton)).codePoints().toArray()) {
            var lower = Character.toLowerCase(point);
            var letter = lower < 0x80 ? lower : among(ALIKE, lower);
            if (letter < 'a' || letter > 'z') {
                return "";
            }
            latin.append((char) letter);
        }
        return latin.toString();
    }

    private static int among(String pairs, int point) {
        if (point >= 0x10000) {
            return 0;
        }
        for (var at = 0; at < pairs.length(); at += 2) {
            if (pairs.charAt(at) == point) {
                return pairs.charAt(at + 1);
            }
        }
        return 0;
    }

    /** White letters on black, and flags' letters: Unicode gives them no plain form. */
    private static int enclosed(int point) {
        for (var first : new int[] {0x1F150, 0x1F170, 0x1F1E6}) {
            if (point >= first && point < first + 26) {
                return 'a' + point - first;
            }
        }
        return 0;
    }
}
