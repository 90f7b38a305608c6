package raconteur.knowledge;

import java.text.Normalizer;
import java.util.regex.Pattern;
import raconteur.platform.Refusal;

/** What files in a ledger are called: a path with slashes below the folder they are from. It is never a path here. */
final class FileName {
    private static final int LONGEST = 500;
    private static final Pattern WRONG = Pattern.compile("(^|/)\\.{0,2}(/|$)|[\\p{Cntrl}\\p{Cs}]");

    private FileName() {}

    /**
     * The name in its one form; {@link raconteur.platform.Code#INVALID_REQUEST} naming {@code name} where it is none.
     */
    static String of(String given) {
        var name = Normalizer.normalize(given.replace('\\', '/'), Normalizer.Form.NFC);
        if (name.isBlank()
                || name.codePointCount(0, name.length()) > LONGEST
                || WRONG.matcher(name).find()) {
            throw Refusal.invalid(
                    "name",
                    "this is a path below the folder, such as mobs/spider.lua, of at most 500 characters",
                    "应为文件夹内的相对路径，例如 mobs/spider.lua，最多 500 个字符");
        }
        return name;
    }
}
