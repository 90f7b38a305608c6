package raconteur.knowledge.text;

import java.util.List;
import java.util.Locale;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.file.Flaw;
import raconteur.source.egress.Charsets;

/** Reads files of every kind that is read here. */
public final class FileText {
    /** Bytes of a file at most. */
    public static final int MOST = 20 << 20;

    /** Of files that become trees in memory. */
    private static final int MOST_OF_TREE = 8 << 20;

    private FileText() {}

    /**
     * The passages of a file, by the ending of its name.
     *
     * @throws Refusal {@link Code#UNSUPPORTED_MEDIA_TYPE}, {@link Code#MALFORMED}, {@link Code#BODY_TOO_LARGE}, or
     *     {@link Code#SOURCE_EMPTY} where there is no text in it
     */
    public static List<Piece> read(String name, byte[] bytes) {
        if (bytes.length > MOST) {
            throw Flaw.tooLarge("A file may have 20 MiB.", "单个文件最大为 20 MiB。");
        }
        var pieces = pieces(name, bytes);
        if (pieces.isEmpty()) {
            throw new Refusal(Code.SOURCE_EMPTY, new Text("There is no text in it.", "文件中没有文字内容。"));
        }
        return pieces;
    }

    private static List<Piece> pieces(String name, byte[] bytes) {
        var cutter = new Cutter();
        switch (ending(name)) {
            case "txt" -> cutter.add(List.of(), text(bytes, MOST));
            case "md", "markdown" -> MarkdownText.read(text(bytes, MOST), cutter);
            case "json" -> JsonText.read(text(bytes, MOST_OF_TREE), cutter);
            case "lua" -> {
                return LuaText.read(text(bytes, MOST_OF_TREE));
            }
            case "html", "htm" -> HtmlText.read(text(bytes, MOST_OF_TREE), cutter);
            case "pdf" -> PdfText.read(bytes, cutter);
            case "docx" -> DocxText.read(bytes, cutter);
            default ->
                throw new Refusal(
                        Code.UNSUPPORTED_MEDIA_TYPE,
                        new Text(
                                "Files of this kind are not read: .txt .md .json .lua .html .pdf .docx are.",
                                "不支持此类文件，可用：.txt .md .json .lua .html .pdf .docx。"));
        }
        return cutter.pieces();
    }

    /** Markdown that was made here, such as a page's. */
    public static List<Piece> markdown(String text) {
        var cutter = new Cutter();
        MarkdownText.read(text, cutter);
        return cutter.pieces();
    }

    private static String ending(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static String text(byte[] bytes, int most) {
        if (bytes.length > most) {
            throw Flaw.tooLarge(
                    "A file of this kind may have " + (most >> 20) + " MiB.", "此类文件最大为 " + (most >> 20) + " MiB。");
        }
        var text = Charsets.decode(bytes, "");
        if (text.indexOf('\0') >= 0) {
            throw Flaw.malformed("This is no text.", "这不是文本文件。");
        }
        return text;
    }
}
