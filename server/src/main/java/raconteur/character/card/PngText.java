package raconteur.character.card;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;
import raconteur.platform.file.Inflation;

/**
 * A text in a picture: a keyword and what stands under it, here always base64. For one that was read, whatever is
 * compressed stays so until somebody asks for it.
 */
final class PngText {
    private static final int LARGEST_INFLATED = 4 << 20;
    private static final int LONGEST_KEYWORD = 79;

    private final String type;
    private final String keyword;
    private final byte[] file;
    private final int from;
    private final int to;

    private PngText(String type, String keyword, byte[] file, int from, int to) {
        this.type = type;
        this.keyword = keyword;
        this.file = file;
        this.from = from;
        this.to = to;
    }

    /** The text in this chunk, if it is one with text in it. */
    static Optional<PngText> of(byte[] file, Png.Chunk chunk) {
        if (!chunk.type().equals("tEXt")
                && !chunk.type().equals("zTXt")
                && !chunk.type().equals("iTXt")) {
            return Optional.empty();
        }
        var end = chunk.from();
        while (end < chunk.to() && file[end] != 0) {
            end++;
        }
        if (end == chunk.to() || end - chunk.from() > LONGEST_KEYWORD) {
            return Optional.empty(); // no keyword, so none of ours
        }
        var keyword = new String(file, chunk.from(), end - chunk.from(), StandardCharsets.ISO_8859_1);
        return Optional.of(new PngText(chunk.type(), keyword, file, end + 1, chunk.to()));
    }

    /** A text to be written. */
    static PngText of(String keyword, byte[] content) {
        var encoded = Base64.getEncoder().encode(content);
        return new PngText("tEXt", keyword, encoded, 0, encoded.length);
    }

    boolean isNamed(String name) {
        return keyword.toLowerCase(Locale.ROOT).equals(name);
    }

    String keyword() {
        return keyword;
    }

    /** The content of its chunk, for one to be written. */
    byte[] bytes() {
        var name = (keyword + '\0').getBytes(StandardCharsets.ISO_8859_1);
        var all = Arrays.copyOf(name, name.length + to - from);
        System.arraycopy(file, from, all, name.length, to - from);
        return all;
    }

    /**
     * What it holds: plain JSON as it stands, anything else out of its base64.
     *
     * @throws Refusal {@link raconteur.platform.Code#MALFORMED}, {@link raconteur.platform.Code#BODY_TOO_LARGE}
     */
    byte[] content() {
        var text = plain();
        var start = 0;
        while (start < text.length && text[start] <= ' ' && text[start] >= 0) {
            start++;
        }
        return start < text.length && text[start] == '{' ? text : decoded(text);
    }

    private byte[] plain() {
        return switch (type) {
            case "zTXt" -> Inflation.inflated(file, Math.min(to, from + 1), to, false, LARGEST_INFLATED);
            case "iTXt" -> international();
            default -> Arrays.copyOfRange(file, from, to);
        };
    }

    /** After a flag and a method come two more names, each with a zero at its end. */
    private byte[] international() {
        var at = from + 2;
        for (var names = 0; names < 2; names++) {
            while (at < to && file[at] != 0) {
                at++;
            }
            at++;
        }
        if (at > to) {
            throw Flaw.malformed("A text in the picture is cut off.", "图片中的文本不完整。");
        }
        return file[from] == 1
                ? Inflation.inflated(file, at, to, false, LARGEST_INFLATED)
                : Arrays.copyOfRange(file, at, to);
    }

    private static byte[] decoded(byte[] text) {
        var dense = new byte[text.length];
        var length = 0;
        for (var one : text) {
            if (one != ' ' && one != '\n' && one != '\r' && one != '\t') {
                dense[length++] = one;
            }
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(dense, length));
        } catch (IllegalArgumentException _) {
            throw Flaw.malformed("The card in the picture is no valid base64.", "图片中的角色卡不是有效的 base64。");
        }
    }
}
