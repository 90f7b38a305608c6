package raconteur.knowledge.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
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
    void whatCannotBeReadSaysWhy() {
        refused(Code.MALFORMED, "x.pdf", "%PDF-1.7 nothing");
        refused(Code.MALFORMED, "x.docx", "no zip");
        refused(Code.MALFORMED, "x.json", "{\"a\": ");
        refused(Code.MALFORMED, "x.json", "[".repeat(50_000) + "]".repeat(50_000));
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
    void whatHasTooManyValuesIsRefused() {
        refused(Code.BODY_TOO_LARGE, "x.json", "[" + "[],".repeat(600_000) + "1]");
        refused(Code.BODY_TOO_LARGE, "x.lua", "x = {" + "{},".repeat(600_000) + "}");
        refused(Code.BODY_TOO_LARGE, "x.html", "<b>".repeat(400_000));
    }

    @Test
    void oldChineseFilesAreReadInTheirLetters() {
        var text = "蜘蛛害怕亮光，猪人喜欢蔬菜。夜里要生火。";

        assertThat(FileText.read("x.txt", text.getBytes(java.nio.charset.Charset.forName("GB18030"))))
                .containsExactly(new Piece("", text));
    }
}
