package raconteur.source.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.source.Site;
import raconteur.source.egress.Kit;

class WebPagesTest {
    private final Site site = new Site();
    private final WebPages pages = new WebPages(Kit.open(site));

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void theTextIsReadAndWhatStandsAroundItIsNot() throws InterruptedException {
        site.page("/story", "text/html", """
                <!doctype html><html lang="zh"><meta charset="gbk"><title>站点</title>
                <meta property="og:title" content="温蒂"><meta property="og:image" content="/w.png">
                <body><nav>首页 登录</nav><article><p>温蒂失去了她的姐妹阿比盖尔。</p><h2>背景</h2><ul><li>双胞胎</li></ul>
                <script>alert(1)</script></article><footer>版权</footer>""".getBytes(Charset.forName("GBK")));

        var page = pages.read(site.at("/story"));

        assertThat(page.title()).isEqualTo("温蒂");
        assertThat(page.summary()).isEqualTo("温蒂失去了她的姐妹阿比盖尔。");
        assertThat(page.markdown(1000)).contains("## 背景", "- 双胞胎").doesNotContain("登录", "版权", "alert");
        assertThat(page.image()).hasToString(site.at("/w.png"));
        assertThat(page.licence().free()).isFalse();
    }

    @Test
    void aPageWithoutWordsIsSaidToBeEmpty() {
        site.html("/", "<nav>menu</nav><script>x</script>");

        assertThatThrownBy(() -> pages.read(site.at("/"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> pages.pasted("温蒂", " \n ")).isInstanceOf(Refusal.class);
    }

    @Test
    void filesAreReadInTheirOwnCharacters() {
        var file = pages.file("wendy.txt", "text/plain", "温蒂是饥荒中的一名可选角色，她很悲伤。".getBytes(Charset.forName("GBK")));

        assertThat(file.markdown(100)).contains("悲伤");
        assertThat(pages.file("wendy.md", "", "\uFEFF# 温蒂\r\n悲伤".getBytes(StandardCharsets.UTF_8))
                        .markdown(100))
                .isEqualTo("# wendy.md\n\n# 温蒂\n悲伤");
        assertThat(pages.file(
                                "wendy.htm",
                                "",
                                "<meta charset=gbk><p>悲伤<script>x</script>".getBytes(Charset.forName("GBK")))
                        .markdown(100))
                .endsWith("悲伤");
    }

    @Test
    void jsonIsReadAsLines() {
        var json = "{\"name\": \"温蒂\", \"family\": {\"sister\": \"阿比盖尔\", \"tags\": [\"鬼魂\", 2, null]}}";

        assertThat(pages.file("wendy.json", "", json.getBytes(StandardCharsets.UTF_8))
                        .summary())
                .isEqualTo("- name: 温蒂\n- family: \n  - sister: 阿比盖尔\n  - tags: \n    - 鬼魂\n    - 2\n    -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "nonsense", "{\"a\":1,\"a\":2}", "[NaN]", "DEEP"})
    void whatIsNoJsonIsSaidToBeNone(String json) {
        var bytes = json.replace("DEEP", "[".repeat(100) + 1 + "]".repeat(100)).getBytes(StandardCharsets.UTF_8);

        refusesTheFile("x.json", bytes);
    }

    @Test
    void whatIsNoTextIsNotRead() {
        refusesTheFile("x.txt", new byte[] {1, 0, 2});
        refusesTheFile("x.txt", "  \n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> pages.file("large.txt", "text/plain", new byte[(5 << 20) + 1]))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.BODY_TOO_LARGE));
    }

    private void refusesTheFile(String name, byte[] bytes) {
        assertThatThrownBy(() -> pages.file(name, "", bytes))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.fields().getFirst().field()).isEqualTo("file"));
    }

    @Test
    void aMillionLevelsAreRefusedAndManyAreRead() {
        assertThatThrownBy(() -> Html.parse("<div>".repeat(1_000_000), "")).isInstanceOf(Refusal.class);
        assertTimeout(
                Duration.ofSeconds(20),
                () -> pages.file(
                        "deep.html", "text/html", ("<div>".repeat(200_000) + "end").getBytes(StandardCharsets.UTF_8)));
    }
}
