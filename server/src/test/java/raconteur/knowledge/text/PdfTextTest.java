package raconteur.knowledge.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** PDFs, honest ones and others. */
class PdfTextTest {
    private static final int MIB = 1 << 20;

    private static byte[] document(String password, String... pages) {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            for (var line : pages) {
                var page = new PDPage();
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(100, 700);
                    content.showText(line);
                    content.endText();
                }
            }
            if (!password.isEmpty()) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            document.save(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A document of one page that says this, with whatever stands beside it. */
    private static byte[] raw(byte[] content, String about, String fontAbout, byte[]... more) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
                        + "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
                        + "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F "
                        + "5 0 R>>>>>> endobj\n"
                        + "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica" + fontAbout + ">> endobj\n")
                .getBytes(ISO_8859_1));
        stream(out, 4, about, content);
        for (var at = 0; at < more.length; at++) {
            stream(out, 6 + at, "", more[at]);
        }
        out.writeBytes("trailer <</Root 1 0 R/Size 9>>\n%%EOF\n".getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    private static void stream(ByteArrayOutputStream out, int number, String about, byte[] content) {
        out.writeBytes((number + " 0 obj <</Length " + content.length + about + ">> stream\n").getBytes(ISO_8859_1));
        out.writeBytes(content);
        out.writeBytes("\nendstream endobj\n".getBytes(ISO_8859_1));
    }

    /** So many times the same, packed as small as it goes. */
    private static byte[] packed(String text, int times) {
        var out = new ByteArrayOutputStream();
        try (var packing = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (var left = times; left > 0; left--) {
                packing.write(text.getBytes(ISO_8859_1));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void refused(Code code, byte[] file) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> FileText.read("x.pdf", file))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.detail().en()).startsWith("The PDF ");
                    assertThat(refusal.detail().zh()).contains("PDF");
                });
    }

    @Test
    void itIsReadPageByPage() {
        assertThat(FileText.read("x.pdf", document("", "The first page.", "Spiders fear light.")))
                .containsExactly(new Piece("p. 1", "The first page."), new Piece("p. 2", "Spiders fear light."));
    }

    @Test
    void whatWasWrittenByHandIsReadToo() {
        assertThat(FileText.read("x.pdf", raw("BT /F 12 Tf 9 9 Td (A fox.) Tj ET".getBytes(UTF_8), "", "")))
                .containsExactly(new Piece("p. 1", "A fox."));
        assertThat(FileText.read(
                        "x.pdf", raw(packed("BT /F 12 Tf 9 9 Td (A fox.) Tj ET", 1), "/Filter/FlateDecode", "")))
                .containsExactly(new Piece("p. 1", "A fox."));
    }

    @Test
    void whatIsLockedOrBrokenOrEmptyIsRefused() {
        refused(Code.MALFORMED, document("secret", "A fox."));
        refused(Code.MALFORMED, "%PDF-1.7 nothing".getBytes(UTF_8));
        refused(Code.MALFORMED, new byte[0]);
        assertThatExceptionOfType(Refusal.class)
                .as("a picture of a page")
                .isThrownBy(() -> FileText.read("x.pdf", raw(new byte[0], "", "")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.SOURCE_EMPTY));
    }

    @Test
    void whateverIsDamagedIsReadOrRefused() {
        var whole = document("", "The first page.", "Spiders fear light.");
        var random = new Random(7);
        for (var time = 0; time < 300; time++) {
            var file = Arrays.copyOf(whole, time % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (var damage = random.nextInt(20); damage > 0 && file.length > 0; damage--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(FileText.read("x.pdf", file)).isNotEmpty();
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isIn(Code.MALFORMED, Code.SOURCE_EMPTY, Code.BODY_TOO_LARGE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Filter/FlateDecode",
                "/Filter/Fl",
                "/Filter[/FlateDecode]",
                "/Filter[/FlateDecode]/DecodeParms[<</Predictor 12/Columns 4>>]"
            })
    void aBombDoesNotGoOff(String about) {
        refused(Code.BODY_TOO_LARGE, raw(packed("q ".repeat(MIB / 2), 600), about, ""));
    }

    @Test
    void aBombInsideOfABombDoesNotGoOff() {
        // runs of one sign, each two bytes for 128, packed once more
        var runs = packed("\u0081 ".repeat(MIB / 2), 20);

        refused(Code.BODY_TOO_LARGE, raw(runs, "/Filter[/FlateDecode/RunLengthDecode]", ""));
    }

    @Test
    void rowsAreNotLongerThanAnyPage() {
        refused(
                Code.BODY_TOO_LARGE,
                raw(
                        packed("BT /F 12 Tf (A fox.) Tj ET ", 1),
                        "/Filter[/FlateDecode]/DecodeParms[<</Predictor 12/Columns 2000000000/Colors 4>>]",
                        ""));
    }

    @Test
    void aPageHasOnlySoManyLettersAndSigns() {
        refused(
                Code.BODY_TOO_LARGE,
                raw(packed("BT /F 12 Tf (" + "x".repeat(1000) + ") Tj ET ", 300), "/Filter/FlateDecode", ""));
        refused(Code.BODY_TOO_LARGE, raw(packed("n ", 12_000_000), "/Filter/FlateDecode", ""));
        refused(Code.BODY_TOO_LARGE, raw(packed("q ", 1000), "/Filter/FlateDecode", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 beginbfrange\n<00000000> <7FFFFFFE> <0041>\nendbfrange",
                "1 beginbfrange\n<000000> % a word\n<FFFFFF>\n<0041>\nendbfrange",
                "(%) 1 beginbfrange\n%endbfrange\n<00000000> <7FFFFFFE> <0041>\nendbfrange"
            })
    void aFontExplainsOnlySoManyLetters(String ranges) {
        var map = "/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange\n<00000000> <FFFFFFFF>\n"
                + "endcodespacerange\n" + ranges + "\nendcmap";

        refused(
                Code.BODY_TOO_LARGE,
                raw("BT /F 12 Tf 9 9 Td (A fox.) Tj ET".getBytes(UTF_8), "", "/ToUnicode 6 0 R", map.getBytes(UTF_8)));
    }

    @Test
    void aFontsHonestExplanationIsRead() {
        var map = "begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n1 beginbfrange\n<00> <FF> <0000>\n"
                + "endbfrange\n2 beginbfchar\n<41> <72D0>\n<42> <72FC>\nendbfchar\nendcmap";

        assertThat(FileText.read(
                        "x.pdf",
                        raw(
                                "BT /F 12 Tf 9 9 Td (AB) Tj ET".getBytes(UTF_8),
                                "",
                                "/ToUnicode 6 0 R",
                                map.getBytes(UTF_8))))
                .extracting(Piece::text)
                .isEqualTo(List.of("狐狼"));
    }
}
