package raconteur.knowledge.text;

import java.io.ByteArrayInputStream;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;
import raconteur.platform.file.Zip;

/**
 * The text of a Word document, by its headings. Pictures, notes and fields are not read. It is read from its beginning
 * to its end and never as a tree, and nothing that it declares or points to is looked at.
 */
final class DocxText {
    private static final String TEXT = "word/document.xml";
    private static final int MOST_FILES = 5000;
    private static final int MOST_BYTES = 32 << 20;
    private static final Pattern HEADING = Pattern.compile("(?i)(?:heading|标题)?\\s*([1-6])");

    private final Cutter cutter;
    private final Headings headings = new Headings();
    private final StringBuilder section = new StringBuilder();
    private final StringBuilder paragraph = new StringBuilder();
    private int level;
    private boolean isText;

    private DocxText(Cutter cutter) {
        this.cutter = cutter;
    }

    private static XMLInputFactory xml() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    static void read(byte[] bytes, Cutter cutter) {
        var zip = Zip.open(bytes, MOST_FILES);
        var entry = zip.entries().stream()
                .filter(one -> one.name().equals(TEXT))
                .findFirst()
                .orElseThrow(DocxText::broken);
        try {
            var reader = xml().createXMLStreamReader(new ByteArrayInputStream(zip.content(entry, MOST_BYTES)));
            new DocxText(cutter).document(reader);
        } catch (XMLStreamException _) {
            throw broken();
        }
    }

    private void document(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(reader);
                case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (isText) {
                        paragraph.append(reader.getText());
                    }
                }
                default -> {} // what is no text
            }
        }
        cutter.add(headings.path(), section.toString());
    }

    private void begin(XMLStreamReader reader) {
        switch (reader.getLocalName()) {
            case "p" -> {
                paragraph();
                level = 0;
            }
            case "pStyle" -> level = level(value(reader));
            case "t" -> isText = true;
            case "tab" -> paragraph.append(' ');
            case "br" -> paragraph.append('\n');
            default -> {} // how it looks
        }
    }

    private void end(String name) {
        if (name.equals("t")) {
            isText = false;
        } else if (name.equals("p")) {
            paragraph();
        }
    }

    /** A paragraph ends: where one holds others, as in frames, its words so far. */
    private void paragraph() {
        var said = paragraph.toString();
        paragraph.setLength(0);
        if (level > 0 && !said.isBlank()) {
            cutter.add(headings.path(), section.toString());
            section.setLength(0);
            headings.begin(level, said);
        } else {
            section.append(said).append('\n');
        }
    }

    private static @Nullable String value(XMLStreamReader reader) {
        for (var at = 0; at < reader.getAttributeCount(); at++) {
            if (reader.getAttributeLocalName(at).equals("val")) {
                return reader.getAttributeValue(at);
            }
        }
        return null;
    }

    private static int level(@Nullable String style) {
        if (style == null) {
            return 0;
        }
        if (style.equalsIgnoreCase("title")) {
            return 1;
        }
        var heading = HEADING.matcher(style);
        return heading.matches() ? Integer.parseInt(heading.group(1)) : 0;
    }

    private static Refusal broken() {
        return Flaw.malformed("This is no Word document.", "这不是 Word 文档。");
    }
}
