package raconteur.knowledge.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Word documents, honest ones and others. */
class DocxTextTest {
    private static final String HEAD = "<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>";
    private static final String END = "</w:body></w:document>";

    private static byte[] document(String xml) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(xml.getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static List<Piece> read(String body) {
        return FileText.read("x.docx", document(HEAD + body + END));
    }

    private static void refused(Code code, byte[] file) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> FileText.read("x.docx", file))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.detail().en()).isNotBlank();
                    assertThat(refusal.detail().zh()).isNotBlank();
                });
    }

    @Test
    void itIsCutByItsHeadings() {
        var pieces = read("""
                <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Foxes</w:t></w:r></w:p>
                <w:p><w:r><w:t xml:space="preserve">They like </w:t></w:r><w:r><w:t>berries &amp; more.</w:t></w:r></w:p>
                <w:p><w:pPr><w:pStyle w:val="标题 2"/></w:pPr><w:r><w:t>冬天</w:t></w:r></w:p>
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>睡觉</w:t><w:br/><w:t>吃肉</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
                """);

        assertThat(pieces)
                .containsExactly(new Piece("Foxes", "They like berries & more."), new Piece("Foxes › 冬天", "睡觉\n吃肉"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY e \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">"
            })
    void whatItDeclaresIsNotLookedAt(String declared) {
        var xml = "<?xml version=\"1.0\"?>" + declared + "<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>A fox.&e;"
                + "</w:t></w:r></w:p></w:body></w:document>";
        try {
            assertThat(FileText.read("x.docx", document(xml)))
                    .allSatisfy(piece -> assertThat(piece.text()).isEqualTo("A fox."));
        } catch (Refusal refusal) {
            assertThat(refusal.code()).isEqualTo(Code.MALFORMED);
        }
    }

    @Test
    void whatIsBrokenOrNoneIsRefused() {
        var whole = document(HEAD + "<w:p><w:r><w:t>A fox.</w:t></w:r></w:p>" + END);

        refused(Code.MALFORMED, "no zip".getBytes(UTF_8));
        refused(Code.MALFORMED, java.util.Arrays.copyOf(whole, whole.length / 2));
        refused(Code.MALFORMED, document("no xml"));
        refused(Code.MALFORMED, document(HEAD + "<w:p>"));
        refused(Code.MALFORMED, document(HEAD + "<w:p>\u0001</w:p>" + END));
        refused(Code.SOURCE_EMPTY, document(HEAD + END));
        refused(Code.MALFORMED, document("<a>".repeat(100_000)));
    }

    @Test
    void aBombDoesNotGoOff() {
        refused(Code.BODY_TOO_LARGE, document(HEAD + "<w:p/>".repeat(20_000_000) + END));
    }

    /** As dense as an archive may be, and of nothing but elements. */
    @Test
    void asManyElementsAsFitTakeNoMemory() {
        var random = new java.util.Random(7);
        var xml = new StringBuilder(HEAD).append("<w:p><w:r><w:t>A fox.</w:t></w:r></w:p>");
        while (xml.length() < 24 << 20) {
            xml.append('<').append((char) ('a' + random.nextInt(26))).append("/>");
        }

        assertThat(FileText.read("x.docx", document(xml.append(END).toString())))
                .containsExactly(new Piece("", "A fox."));
    }
}
