package raconteur.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** The files in a form ({@code multipart/form-data}), read from a body that was bounded before and is in memory. */
public final class FormFiles {
    private static final Pattern BOUNDARY = Pattern.compile(
            ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})(?=[\\s;]|$))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?i);\\s*filename=\"([^\"]*)\"");
    private static final String END = "\r\n";
    private static final int LONGEST_HEAD = 4096;
    private static final int PARTS = 100;

    private FormFiles() {}

    /** One file. */
    public static final class File {
        private final String name;
        private final byte[] bytes;

        File(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        /** A body that is the file itself. */
        public static File of(byte[] body) {
            return new File("", body);
        }

        /** As its sender calls it, a stranger's word; empty when there is none. */
        public String name() {
            return name;
        }

        /** What is in it, not copied. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /**
     * The files of a form, at least one.
     *
     * @param type the body's Content-Type
     * @param most files there may be
     * @throws Refusal {@link Code#UNSUPPORTED_MEDIA_TYPE} without a boundary, {@link Code#MALFORMED} for what is no
     *     form, {@link Code#INVALID_REQUEST} naming {@code file} where there is none or too many
     */
    public static List<File> read(byte[] body, String type, int most) {
        var named = BOUNDARY.matcher(type);
        if (!named.find()) {
            throw new Refusal(Code.UNSUPPORTED_MEDIA_TYPE, new Text("The form has no boundary.", "表单缺少分隔符。"));
        }
        var boundary = "--" + (named.group(1) == null ? named.group(2) : named.group(1));
        var files = new ArrayList<File>();
        // a letter for each byte, so that places in the text are places in the body
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var at = text.startsWith(boundary) ? boundary.length() : after(text, END + boundary, 0);
        for (var part = 0; !text.startsWith("--", at); part++) {
            if (part == PARTS || !text.startsWith(END, at)) {
                throw malformed();
            }
            var head = text.indexOf(END + END, at);
            if (head < 0 || head - at > LONGEST_HEAD) {
                throw malformed();
            }
            var from = head + 2 * END.length();
            var end = after(text, END + boundary, head + END.length());
            var to = end - END.length() - boundary.length();
            add(text.substring(at, head), body, Math.min(from, to), to, files);
            at = end;
        }
        if (files.isEmpty() || files.size() > most) {
            throw Refusal.invalid("file", "send from one to " + most + " files", "请发送 1 至 " + most + " 个文件");
        }
        return files;
    }

    /** The place behind the next of these signs. */
    private static int after(String text, String signs, int from) {
        var at = text.indexOf(signs, from);
        if (at < 0) {
            throw malformed();
        }
        return at + signs.length();
    }

    private static void add(String head, byte[] body, int from, int to, List<File> files) {
        for (var line : head.split(END, -1)) {
            if (line.regionMatches(true, 0, "content-disposition:", 0, 20)) {
                var name = NAME.matcher(line);
                if (name.find()) {
                    var bytes = new byte[to - from];
                    System.arraycopy(body, from, bytes, 0, bytes.length);
                    files.add(new File(utf8(name.group(1)), bytes));
                }
            }
        }
    }

    private static String utf8(String letters) {
        var text = new String(letters.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return CleanText.isClean(text) ? text : "";
    }

    private static Refusal malformed() {
        return new Refusal(Code.MALFORMED, new Text("The form could not be read.", "无法读取该表单。"));
    }
}
