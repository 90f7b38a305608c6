package raconteur.source.egress;

import com.ibm.icu.text.CharsetDetector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds in which character set a page is written: its mark, its header, its own word, its bytes, in this order. Chinese
 * sets are read as the largest of their family, since pages say less than they use.
 */
public final class Charsets {
    private static final Pattern PARAMETER = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]{2,40})");
    private static final int OWN_WORD = 4096;
    private static final int SAMPLE = 64 << 10;
    private static final Set<String> CHINESE =
            Set.of("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "euc-cn", "x-euc-cn", "cp936", "windows-936");

    private Charsets() {}

    /** The text; what cannot be read of it becomes the replacement character. */
    public static String decode(byte[] bytes, String contentType) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (starts(bytes, 0xFE, 0xFF) || starts(bytes, 0xFF, 0xFE)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        var said = named(contentType);
        var own = said != null ? said : named(ownWord(bytes));
        if (own != null && !own.equals(StandardCharsets.UTF_8)) {
            return new String(bytes, own);
        }
        return isUtf8(bytes) ? new String(bytes, StandardCharsets.UTF_8) : guessed(bytes, own != null);
    }

    /** A page that says UTF-8 and is not is guessed like one that says nothing, unless it is only broken somewhere. */
    private static String guessed(byte[] bytes, boolean saidUtf8) {
        var plain = new String(bytes, StandardCharsets.UTF_8);
        var broken = plain.chars().filter(sign -> sign == 0xFFFD).count();
        if (saidUtf8 && broken * 50 < plain.length()) {
            return plain;
        }
        var detector = new CharsetDetector();
        detector.enableInputFilter(true); // tags are the same letters in every set
        var match = detector.setText(Arrays.copyOf(bytes, Math.min(bytes.length, SAMPLE)))
                .detect();
        var found = match == null ? null : named("charset=" + match.getName());
        return found == null ? plain : new String(bytes, found);
    }

    private static @Nullable Charset named(String text) {
        var name = PARAMETER.matcher(text);
        if (!name.find()) {
            return null;
        }
        var lower = name.group(1).toLowerCase(Locale.ROOT);
        try {
            if (CHINESE.contains(lower)) {
                return Charset.forName("GB18030");
            }
            // a page whose own word could be read at all is not in sixteen bits
            return lower.startsWith("utf-16") || lower.startsWith("utf-7")
                    ? StandardCharsets.UTF_8
                    : Charset.forName(lower);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return null; // says nothing that we understand
        }
    }

    private static String ownWord(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, OWN_WORD), StandardCharsets.ISO_8859_1);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static boolean starts(byte[] bytes, int... signs) {
        if (bytes.length < signs.length) {
            return false;
        }
        for (var i = 0; i < signs.length; i++) {
            if ((bytes[i] & 0xff) != signs[i]) {
                return false;
            }
        }
        return true;
    }
}
