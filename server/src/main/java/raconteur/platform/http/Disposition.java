package raconteur.platform.http;

import java.nio.charset.StandardCharsets;

/** Names files in the header {@code Content-Disposition}, whatever they are called. */
public final class Disposition {
    private static final String PLAIN = "!#$&+-.^_`|~";

    private Disposition() {}

    /** A file to be saved under this name, or under one like it by who cannot read every script. */
    public static String attachment(String name) {
        var ascii = new StringBuilder();
        var encoded = new StringBuilder();
        for (var one : name.codePoints().map(Disposition::allowed).toArray()) {
            ascii.appendCodePoint(one < 0x7f && one != '"' && one != '\\' ? one : '_');
            for (var octet : Character.toString(one).getBytes(StandardCharsets.UTF_8)) {
                var c = (char) (octet & 0xff);
                if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                    encoded.append(c);
                } else {
                    encoded.append('%').append("%02X".formatted((int) c));
                }
            }
        }
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }

    /** No name of a file leads anywhere or breaks a line. */
    private static int allowed(int one) {
        return Character.isISOControl(one) || "/\\:*?\"<>|".indexOf(one) >= 0 ? '_' : one;
    }
}
