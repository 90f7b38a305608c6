package raconteur.knowledge.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

class FileTextTest {
    private static List<Piece> read(String name, String text) {
        return FileText.read(name, text.getBytes(UTF_8));
    }

    @Test
    void markdownIsCutByItsHeadings() {
        var pieces = read("a.md", """
                Before.
                # Creatures
                All of them.
                ## Spiders
                They hate light.
                ```
                # no heading
                ```
                ## Pigs
                # 植物
                浆果丛。
                """);

        assertThat(pieces).extracting(Piece::title).containsExactly("", "Creatures", "Creatures › Spiders", "植物");
        assertThat(pieces.get(2).text()).contains("They hate light.", "# no heading");
    }

    @Test
    void whatIsTooLongIsCutBetweenSentencesAndNothingIsLost() {
        var text = "狐火每到黄昏便会亮起。".repeat(400);

        var pieces = read("a.txt", text);

        assertThat(pieces).hasSizeGreaterThan(5).allMatch(piece -> Cutter.weight(piece.text()) <= Cutter.MOST);
        assertThat(pieces).allMatch(piece -> piece.text().endsWith("。"));
        assertThat(String.join("", pieces.stream().map(Piece::text).toList())).isEqualTo(text);
        assertThat(read("a.txt", "x".repeat(5000))).hasSize(9);
    }

    @Test
    void tablesOfLuaAreCalledByTheirKeys() {
        var pieces = read("tuning.lua", """
                -- What things are worth.
                local function helper(a) return a end
                TUNING = {
                    SPIDER = { health = 100, damage = 20, loot = {"silk", 'monstermeat'} },
                    ["pig king"] = { gold = function(n) if n > 1 then return {1, 2} end end, likes = [[shiny
                things]] },
                    [3] = "three",
                    FILLER = { text = "%s" },
                }
                function Spider:OnNight(inst)
                    inst.mood = "awake"
                end
                STRINGS.NAMES["FOX"] = { zh = "狐狸" }
                """.formatted("long ".repeat(300)));

        assertThat(pieces)
                .extracting(Piece::title)
                .contains("TUNING › SPIDER", "TUNING › pig king", "STRINGS › NAMES › FOX");
        var spider = titled(pieces, "TUNING › SPIDER");
        assertThat(spider).contains("health: 100", "damage: 20", "- silk", "- monstermeat");
        assertThat(titled(pieces, "TUNING › pig king"))
                .contains("gold: function(n) if n > 1 then return {1, 2} end end", "likes: shiny\nthings");
        assertThat(titled(pieces, "TUNING")).contains("3: three");
        assertThat(titled(pieces, "Spider")).contains("inst.mood = \"awake\"");
        assertThat(titled(pieces, "STRINGS › NAMES › FOX")).contains("zh: 狐狸");
    }

    private static String titled(List<Piece> pieces, String title) {
        return pieces.stream()
                .filter(piece -> piece.title().equals(title))
                .map(Piece::text)
                .reduce("", (one, other) -> one + "\n" + other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = { a = 1",
                "x = \"open",
                "x = [[open",
                "}}}} ]] end end",
                "x = {[",
                "x = {[1",
                "= {",
                "return {{{{",
                "--[[ open",
                "x = {a = function("
            })
    void luaThatIsNoneIsReadAsText(String text) {
        assertThat(read("x.lua", text + "\nspider").getLast().text()).contains("spider");
    }

    @Test
    void luaMayBeAsDeepAsItLikes() {
        assertThat(read("x.lua", "x = " + "{".repeat(50_000) + "1" + "}".repeat(50_000)))
                .isNotEmpty();
    }

    @Test
    void recordsOfJsonAreCalledByTheirNames() {
        var pieces = read("mobs.json", """
                {"mobs": [{"name": "Spider", "notes": "%s"}, {"name": "猪人", "food": ["肉", "蔬菜"]}], "version": 3}
                """.formatted("hates light. ".repeat(110)));

        assertThat(pieces).extracting(Piece::title).contains("mobs › Spider", "mobs › 猪人");
        assertThat(titled(pieces, "mobs › 猪人")).contains("food:", "- 肉");
        assertThat(titled(pieces, "")).contains("version: 3");
    }

    @Test
    void aSavedPageIsCutByItsHeadingsWithoutWhatIsAroundIt() {
        var pieces = read("x.html", """
                <html><head><title>Fox</title><script>steal()</script></head><body><nav>Home</nav><p>A fox.</p>
                <h2>Drops</h2><table><tr><td>Fur</td><td>2</td></tr></table></body></html>""");

        assertThat(pieces).containsExactly(new Piece("Fox", "A fox."), new Piece("Fox › Drops", "Fur 2"));
    }

    @Test
    void aWordDocumentIsCutByItsHeadings() throws IOException {
        var xml = """
                <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
                <w:document xmlns:w="x"><w:body>
                <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Foxes</w:t></w:r></w:p>
                <w:p><w:r><w:t xml:space="preserve">They like </w:t></w:r><w:r><w:t>berries &amp; more.&e;</w:t></w:r></w:p>
                </w:body></w:document>""";
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(xml.getBytes(UTF_8));
        }

        var pieces = FileText.read("x.docx", out.toByteArray());

        assertThat(pieces).hasSize(1);
        assertThat(pieces.getFirst().title()).isEqualTo("Foxes");
        assertThat(pieces.getFirst().text())
                .contains("They like berries & more.")
                .doesNotContain("root:");
    }

    @Test
    void aPdfIsReadPageByPage() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            for (var line : List.of("The first page.", "Spiders fear light.")) {
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
            document.save(out);
        }

        assertThat(FileText.read("x.pdf", out.toByteArray()))
                .containsExactly(new Piece("p. 1", "The first page."), new Piece("p. 2", "Spiders fear light."));
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        refused(Code.MALFORMED, "x.pdf", "%PDF-1.7 nothing");
        refused(Code.MALFORMED, "x.docx", "no zip");
        refused(Code.MALFORMED, "x.json", "{\"a\": ");
        refused(Code.MALFORMED, "x.json", "[".repeat(1000));
        refused(Code.MALFORMED, "x.txt", "a\0b");
        refused(Code.UNSUPPORTED_MEDIA_TYPE, "x.exe", "MZ");
        refused(Code.UNSUPPORTED_MEDIA_TYPE, "noname", "x");
        refused(Code.SOURCE_EMPTY, "x.md", " \n\n");
        refused(Code.BODY_TOO_LARGE, "x.txt", "x".repeat(FileText.MOST + 1));
    }

    private static void refused(Code code, String name, String text) {
        assertThatExceptionOfType(Refusal.class)
                .as(name)
                .isThrownBy(() -> read(name, text))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void oldChineseFilesAreReadInTheirLetters() {
        var text = "蜘蛛害怕亮光，猪人喜欢蔬菜。夜里要生火。";

        assertThat(FileText.read("x.txt", text.getBytes(java.nio.charset.Charset.forName("GB18030"))))
                .containsExactly(new Piece("", text));
    }
}
