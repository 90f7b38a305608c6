package raconteur.story.constraint;

import com.ibm.icu.lang.UScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import raconteur.story.payload.Speech;

/**
 * Whether a text is in the language of its story: by the scripts of its letters, and among languages of the Latin
 * script by their small words. Names in other letters are let pass. A text without letters is in every language.
 */
final class Tongue {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}'’]+");

    /** From so many words on a text has small words of its own language. */
    private static final int ENOUGH_WORDS = 10;

    /** Of the words of a text in the Latin script at most one in so many may be in other letters. */
    private static final int WORDS_TO_A_FOREIGN_LETTER = 4;

    private static final int ENOUGH_KANA_LETTERS = 10;

    private static final Map<Speech, Set<String>> SMALL = new EnumMap<>(Map.of(
            Speech.EN,
            small(
                    "the and of to in is you it that he was for on are with as his they at be this have from or had by but"
                            + " not what all were we when your can said there an each which she do how their if will up out"
                            + " them then so her him into has my than who its been would no me our i a"),
            Speech.DE,
            small("der die das und ist nicht ein eine einen einem einer du ich er sie es wir ihr zu mit auf für von im"
                    + " in den dem des sich wie auch noch nur aus bei nach wenn dass doch hier was war hat sind dein"
                    + " mein kein so über"),
            Speech.FR,
            small("le la les des du un une et est dans que qui il elle ne pas pour sur avec ce cette au aux en se son"
                    + " sa ses nous vous tu je mais ou où sont était par plus tout de à l d c n s j qu"),
            Speech.ES,
            small("el la los las un una y es en que no se de del al por con para su sus lo le más pero como está"
                    + " están hay qué cuando muy tu te me mi ha fue son sin sobre")));

    /** Languages that stories are not told in, and that are not to be taken for one of the others. */
    private static final List<Set<String>> STRANGERS = List.of(
            small("il lo gli che di è una un per con non della del nel sono questo ma come anche più si e la"),
            small("o os as um uma é não que do da em no na para com por mais se você ele ela isso muito e de"),
            small("de het een en van is niet dat die in op te ik je hij zij met voor maar ook naar er om"),
            small("och att det som en är på för med inte jag du han hon av till den ett men var"),
            small("i w nie na się z do to że jest a o jak ale co za od po"),
            small("ve bir bu da de için ile çok ne ama gibi daha var olan"));

    private final Speech speech;

    Tongue(Speech speech) {
        this.speech = speech;
    }

    private static Set<String> small(String words) {
        return Set.copyOf(List.of(words.split(" ", -1)));
    }

    /** Whether a text is in the language. */
    boolean speaks(String text) {
        var letters = new Letters(text);
        return letters.all() == 0
                || switch (speech) {
                    case ZH -> chinese(letters);
                    case ZH_HANS -> chinese(letters) && !mostly(letters.traditional, letters.han);
                    case ZH_HANT -> chinese(letters) && !mostly(letters.simplified, letters.han);
                    case JA -> japanese(letters);
                    case KO -> letters.hangul > 0 && letters.hangul >= letters.han + letters.kana() + letters.words();
                    case EN, DE, FR, ES -> latin(letters, text);
                };
    }

    /** Whether all that is wrong with a text are the forms of its characters. */
    boolean speaksInOtherForms(String text) {
        return speech.isChinese() && chinese(new Letters(text));
    }

    private static boolean mostly(int other, int han) {
        return other >= 2 ? other * 8 > han : other * 3 > han;
    }

    private static boolean chinese(Letters letters) {
        var japanese = letters.hiragana >= 2 && letters.hiragana * 8 > letters.han;
        return letters.han > 0
                && !japanese
                && letters.han * 2 >= letters.foreignToHan()
                && letters.hangul <= letters.han / 4;
    }

    private static boolean japanese(Letters letters) {
        var own = letters.han + letters.kana();
        var enough = own < ENOUGH_KANA_LETTERS || letters.kana() * 8 >= own;
        return own > 0 && enough && own * 2 >= letters.latinWeight + letters.otherWords * 4 + letters.hangul * 2;
    }

    private boolean latin(Letters letters, String text) {
        var dense = letters.han + letters.kana() + letters.hangul;
        if (letters.latinWords == 0 || (dense + letters.otherWords) * WORDS_TO_A_FOREIGN_LETTER > letters.latinWords) {
            return false;
        }
        var words = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .flatMap(match -> Stream.of(match.group(), match.group().split("['’]", 2)[0])
                        .distinct())
                .toList();
        var own = count(words, SMALL.getOrDefault(speech, Set.of()));
        var other = 0L;
        for (var entry : SMALL.entrySet()) {
            other = entry.getKey() == speech ? other : Math.max(other, count(words, entry.getValue()));
        }
        for (var stranger : STRANGERS) {
            other = Math.max(other, count(words, stranger));
        }
        if (own == 0) {
            return other < 2 && letters.latinWords < ENOUGH_WORDS;
        }
        return other < 3 || other <= own * 2;
    }

    private static long count(List<String> words, Set<String> among) {
        return words.stream().filter(among::contains).count();
    }

    /** The letters of a text by their scripts. */
    private static final class Letters {
        private int han;
        private int traditional;
        private int simplified;
        private int hiragana;
        private int katakana;
        private int hangul;
        private int latinWords;
        private int latinWeight;
        private int otherWords;

        Letters(String text) {
            var before = 0;
            for (var point : text.codePoints().toArray()) {
                var letter = Character.isLetter(point);
                if (letter) {
                    count(point, Character.isLetter(before) && !Han.isUnspaced(before));
                }
                // a mark or an apostrophe does not end a word
                before = letter
                                || !(point == '\''
                                        || point == '’'
                                        || Character.getType(point) == Character.NON_SPACING_MARK)
                        ? point
                        : before;
            }
        }

        private void count(int point, boolean inside) {
            switch (UScript.getScript(point)) {
                case UScript.HAN -> {
                    han++;
                    traditional += Han.isTraditional(point) ? 1 : 0;
                    simplified += Han.isSimplified(point) ? 1 : 0;
                }
                case UScript.HIRAGANA -> hiragana++;
                case UScript.KATAKANA -> katakana++;
                case UScript.HANGUL -> hangul++;
                case UScript.LATIN -> {
                    latinWords += inside ? 0 : 1;
                    // a name in a text of other letters is let pass sooner than a word
                    latinWeight += inside ? 0 : Character.isUpperCase(point) ? 1 : 4;
                }
                // letters of mathematics are no letters of a language
                case UScript.COMMON, UScript.INHERITED -> otherWords += inside || point < 0x1D400 ? 0 : 1;
                default -> otherWords += inside ? 0 : 1;
            }
        }

        int kana() {
            return hiragana + katakana;
        }

        int words() {
            return latinWords + otherWords;
        }

        int all() {
            return han + kana() + hangul + words();
        }

        int foreignToHan() {
            return latinWeight + otherWords * 4 + kana() * 2 + hangul * 2;
        }
    }
}
