package raconteur.knowledge.text;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;
import raconteur.platform.file.Zip;

/** The text of a Word document, by its headings. Pictures, notes and fields are not read. */
final class DocxText {
    private static final String TEXT = "word/document.xml";
    private static final int MOST_FILES = 5000;
    private static final int MOST_BYTES = 32 << 20;
    private static final int DEEPEST = 256;
    private static final Pattern HEADING = Pattern.compile("(?i)(?:heading|标题)?\\s*([1-6])");

    private DocxText() {}

    static void read(byte[] bytes, Cutter cutter) {
        var zip = Zip.open(bytes, MOST_FILES);
        var entry = zip.entries().stream()
                .filter(one -> one.name().equals(TEXT))
                .findFirst()
                .orElseThrow(DocxText::broken);
        var xml = new String(zip.content(entry, MOST_BYTES), StandardCharsets.UTF_8);
        var tree = Parser.xmlParser().setMaxDepth(DEEPEST).parseInput(xml, "");
        var headings = new Headings();
        var section = new StringBuilder();
        for (var paragraph : tree.getElementsByTag("w:p")) {
            var said = said(paragraph);
            var level = level(paragraph);
            if (level > 0 && !said.isBlank()) {
                cutter.add(headings.path(), section.toString());
                section.setLength(0);
                headings.begin(level, said);
            } else {
                section.append(said).append('\n');
            }
        }
        cutter.add(headings.path(), section.toString());
    }

    private static String said(Element paragraph) {
        var out = new StringBuilder();
        for (var run : paragraph.getAllElements()) {
            switch (run.tagName()) {
                case "w:t" -> out.append(run.wholeText());
                case "w:tab" -> out.append(' ');
                case "w:br" -> out.append('\n');
                default -> {} // how it looks
            }
        }
        return out.toString();
    }

    private static int level(Element paragraph) {
        var style = paragraph.getElementsByTag("w:pStyle").first();
        if (style == null) {
            return 0;
        }
        var named = style.attr("w:val");
        if (named.equalsIgnoreCase("title")) {
            return 1;
        }
        var heading = HEADING.matcher(named);
        return heading.matches() ? Integer.parseInt(heading.group(1)) : 0;
    }

    private static Refusal broken() {
        return Flaw.malformed("This is no Word document.", "这不是 Word 文档。");
    }
}
