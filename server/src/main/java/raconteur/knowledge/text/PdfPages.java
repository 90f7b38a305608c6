package raconteur.knowledge.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDType3CharProc;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;

/** Reads the letters of pages, and counts what is done for them. */
final class PdfPages extends PDFTextStripper {
    private static final String FONT = "Tf";
    private static final String LOOKS = "gs";
    private static final Pattern RANGES =
            Pattern.compile("beginbfrange(.*?)(?:[\\r\\n][^%\\r\\n]*endbfrange|$)", Pattern.DOTALL);
    private static final String CODE = "<([0-9A-Fa-f\\s]{1,64})>";
    private static final String BLANK = "\\s*+(?:%[^\\r\\n]*+\\s*+)*+";
    private static final Pattern RANGE = Pattern.compile(CODE + BLANK + CODE + BLANK + "[<\\[]");

    private static final int HEX = 16;
    private static final int LONGEST_CODE = 8;

    private final PdfBounds bounds;

    PdfPages(PdfBounds bounds) {
        this.bounds = bounds;
        setSortByPosition(true);
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        bounds.page();
        var content = page.getCOSObject().getCOSStream(COSName.CONTENTS);
        if (content != null) {
            content.createInputStream().close(); // else a single one is unpacked where nobody counts
        }
        super.processPage(page);
    }

    /** Letters that are drawings say nothing. */
    @Override
    protected void processType3Stream(PDType3CharProc letter, Matrix place) {}

    @Override
    protected void processTextPosition(TextPosition letter) {
        bounds.letter();
        super.processTextPosition(letter);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        bounds.signs(1);
        bounds.depth(getGraphicsStackSize());
        if (operator.getName().equals(LOOKS)) {
            return; // how it looks, and fonts of which nobody counted the letters
        }
        if (operator.getName().equals(FONT) && !operands.isEmpty() && operands.getFirst() instanceof COSName name) {
            count(name);
        }
        super.processOperator(operator, operands);
    }

    /** A font says which letters its signs are, range by range: three words are enough for thousands of millions. */
    private void count(COSName name) throws IOException {
        var resources = getResources();
        var fonts = resources == null ? null : resources.getCOSObject().getCOSDictionary(COSName.FONT);
        var font = fonts == null ? null : fonts.getCOSDictionary(name);
        if (font != null) {
            count(font, COSName.TO_UNICODE);
            count(font, COSName.ENCODING);
        }
    }

    private void count(COSDictionary font, COSName what) throws IOException {
        if (font.getDictionaryObject(what) instanceof COSStream stream) {
            try (var in = stream.createInputStream()) {
                bounds.signs(letters(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)));
            }
        }
    }

    private static long letters(String map) {
        var letters = 0L;
        var sections = RANGES.matcher(map);
        while (sections.find()) {
            var ranges = RANGE.matcher(sections.group(1));
            while (ranges.find()) {
                letters += Math.max(0, code(ranges.group(2)) - code(ranges.group(1))) + 1;
            }
        }
        return letters;
    }

    private static long code(String hex) {
        var digits = hex.replaceAll("\\s", "");
        return digits.isEmpty() || digits.length() > LONGEST_CODE ? 0 : Long.parseLong(digits, HEX);
    }
}
