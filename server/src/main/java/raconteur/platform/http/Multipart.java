package raconteur.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** Forms with files in them ({@code multipart/form-data}), read from memory; nothing is written to any disk. */
public final class Multipart {
    private static final String TYPE = "multipart/form-data";
    private static final int MOST_PARTS = 100;
    private static final int LONGEST_HEAD = 8192;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern DISPOSITION = Pattern.compile("(?im)^content-disposition:\\s*form-data\\s*;(.*)$");
    private static final Pattern PARAMETER = Pattern.compile("(?i)\\b(name|filename)=(?:\"([^\"]*)\"|([^\\s;\"]+))");

    /**
     * One part.
     *
     * @param fileName as its sender calls it, without a folder; empty where it is no file
     */
    @SuppressWarnings("ArrayRecordComponent") // as large as a file: copied by nobody, compared by nobody
    public record Part(String name, String fileName, byte[] bytes) {}

    private Multipart() {}

    /** Whether a body of this type is such a form. */
    public static boolean isNamed(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /**
     * The parts of a form, in order.
     *
     * @throws Refusal {@link Code#MALFORMED} for what is no such form, or has more than a hundred parts
     */
    public static List<Part> parts(byte[] body, @Nullable String type) {
        var named = BOUNDARY.matcher(String.valueOf(type));
        if (!named.find()) {
            throw malformed();
        }
        var boundary = Optional.ofNullable(named.group(1)).orElseGet(() -> named.group(2));
        var first = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        var between = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        var at = startsWith(body, first, 0) ? 0 : after(body, between, 0) - first.length;
        var parts = new ArrayList<Part>();
        at += first.length;
        while (!startsWith(body, new byte[] {'-', '-'}, at)) {
            var start = startsWith(body, new byte[] {'\r', '\n'}, at) ? at + 2 : -1;
            if (start < 0 || parts.size() == MOST_PARTS) {
                throw malformed();
            }
            at = after(body, between, start);
            parts.add(part(body, start, at - between.length));
        }
        return parts;
    }

    /** Files may be large: what is in one is copied once. */
    private static Part part(byte[] body, int start, int end) {
        var head = after(body, END_OF_HEAD, start);
        if (head - start > LONGEST_HEAD || head > end) {
            throw malformed();
        }
        var disposition = DISPOSITION.matcher(new String(body, start, head - start, StandardCharsets.UTF_8));
        if (!disposition.find()) {
            throw malformed();
        }
        var name = "";
        var fileName = "";
        var parameters = PARAMETER.matcher(disposition.group(1));
        while (parameters.find()) {
            var value = Optional.ofNullable(parameters.group(2)).orElseGet(() -> parameters.group(3));
            if (parameters.group(1).equalsIgnoreCase("name")) {
                name = value;
            } else {
                fileName = value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1);
            }
        }
        return new Part(name, fileName, Arrays.copyOfRange(body, head, end));
    }

    private static boolean startsWith(byte[] in, byte[] what, int at) {
        return at >= 0
                && at + what.length <= in.length
                && Arrays.equals(in, at, at + what.length, what, 0, what.length);
    }

    /** Where the first of these ends, from a place on. */
    private static int after(byte[] in, byte[] what, int from) {
        for (var at = from; at + what.length <= in.length; at++) {
            if (in[at] == what[0] && startsWith(in, what, at)) {
                return at + what.length;
            }
        }
        throw malformed();
    }

    private static Refusal malformed() {
        return new Refusal(Code.MALFORMED, new Text("The form could not be read.", "无法读取该表单。"));
    }
}
