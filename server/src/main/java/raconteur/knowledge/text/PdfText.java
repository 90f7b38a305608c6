package raconteur.knowledge.text;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;

/** The text of a PDF, page by page; pages that are pictures have none. */
final class PdfText {
    private static final int MOST_PAGES = 2000;
    private static final long MEMORY = 128L << 20;

    private PdfText() {}

    static void read(byte[] bytes, Cutter cutter) {
        try {
            PdfBounds.within(bounds -> {
                var memory = MemoryUsageSetting.setupMainMemoryOnly(MEMORY);
                try (var document = Loader.loadPDF(bytes, "", null, null, memory.streamCache)) {
                    pages(document, new PdfPages(bounds), cutter);
                }
            });
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError _) {
            // whatever a stranger's file makes of its reader, it is the file that cannot be read
            throw Flaw.malformed("The PDF cannot be read: it is damaged or locked.", "无法读取该 PDF：文件已损坏或已加密。");
        }
    }

    private static void pages(PDDocument document, PdfPages reader, Cutter cutter) throws IOException {
        var count = document.getNumberOfPages();
        if (count > MOST_PAGES) {
            throw Flaw.tooLarge("The PDF has more than " + MOST_PAGES + " pages.", "PDF 超过 " + MOST_PAGES + " 页。");
        }
        for (var page = 1; page <= count; page++) {
            reader.setStartPage(page);
            reader.setEndPage(page);
            cutter.add(List.of("p. " + page), reader.getText(document));
        }
    }
}
