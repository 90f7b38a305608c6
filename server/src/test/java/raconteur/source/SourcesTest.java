package raconteur.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.source.baike.BaikeKit;
import raconteur.source.egress.Kit;
import raconteur.source.page.PageKit;
import raconteur.source.wiki.WikiKit;

/** The one entrance to all text from outside, on a site of the test's own. */
class SourcesTest {
    private static final String WILSON = "/item/%E5%A8%81%E5%B0%94%E9%80%8A";
    private static final String LONG = "威尔逊是一位绅士科学家，他被困在荒野之中。".repeat(10);
    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a0000");

    private final Site site = new Site();
    private final Sources sources = sources();

    private Sources sources() {
        var egress = Kit.open(site);
        return new Sources(
                WikiKit.open(egress, URI.create(site.at("/api.php"))),
                BaikeKit.open(egress, "http://127.0.0.1:" + site.port()),
                PageKit.open(egress),
                egress);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static Wish page(String role, String url) {
        return new Wish(Source.URL, role, null, url, null);
    }

    private static Wish baike(String choice) {
        return new Wish(Source.BAIKE, "威尔逊", choice, null, null);
    }

    private Reading.Found found(Wish wish) throws InterruptedException {
        return (Reading.Found) sources.read(wish);
    }

    @Test
    void aPageIsReadWithAllThatIsToBeSaidOfIt() throws InterruptedException {
        site.html("/", "<title>哈姆雷特</title><p>" + LONG.repeat(120));

        var found = found(page("威尔逊", site.at("/")));

        assertThat(found.remarks()).containsExactly(Remark.OTHER_TITLE, Remark.CUT, Remark.NOT_FREE);
        assertThat(found.text()).startsWith("# 哈姆雷特").hasSizeLessThanOrEqualTo(20_000);
        assertThat(found.page().address()).hasToString(site.at("/"));
    }

    @Test
    void aPageUnderFreeTermsOfTheRightOneNeedsNoRemark() throws InterruptedException {
        site.html(
                "/",
                "<title>威尔逊 (饥荒)</title><link rel=license href=https://creativecommons.org/licenses/by/4.0/><p>"
                        + LONG);

        assertThat(found(page("威尔逊", site.at("/"))).remarks()).isEmpty();
    }

    @Test
    void whatIsPastedIsReadAsItIs() throws InterruptedException {
        var found = found(new Wish(Source.TEXT, "威尔逊", null, null, "一位\r\n科学家。"));

        assertThat(found.text()).isEqualTo("# 威尔逊\n\n一位\n科学家。");
        assertThat(found.remarks()).containsExactly(Remark.SCANT);
        assertThat(found(new Wish(Source.TEXT, "威尔逊", null, null, LONG)).remarks())
                .isEmpty();
    }

    @Test
    void aFileIsReadInItsOwnCharacters() {
        var found = sources.file("威尔逊", "威尔逊.txt", "text/plain", LONG.getBytes(Charset.forName("GBK")));

        assertThat(found.text()).contains("绅士科学家");
    }

    @Test
    void namesakesAreToBeChosenFromByTheirAddress() throws InterruptedException {
        site.html(
                WILSON,
                "<h1 class='lemmaTitle_x'>威尔逊</h1><div class='polysemantList_z'><ul><li><a href='" + WILSON
                        + "/1'>科学家</a></li><li><a href='" + WILSON + "/2'>总统</a></li></ul></div>");
        site.html(WILSON + "/1", "<h1 class='lemmaTitle_x'>威尔逊</h1><div class='lemmaSummary_q'>" + LONG + "</div>");

        assertThat(sources.read(baike("")))
                .isInstanceOfSatisfying(
                        Reading.Namesakes.class,
                        several -> assertThat(several.choices())
                                .extracting(Meaning::href)
                                .containsExactly(site.at(WILSON + "/1"), site.at(WILSON + "/2")));
        assertThat(found(baike(site.at(WILSON + "/1"))).text()).contains("绅士科学家");
        assertThat(sources.read(new Wish(Source.BAIKE, "没有这个人", null, null, null)))
                .isInstanceOf(Reading.Missing.class);
        assertThatThrownBy(() -> sources.read(baike(site.at("/admin")))).isInstanceOf(Refusal.class);
        assertThat(site.asked()).doesNotContain("/admin");
    }

    @ParameterizedTest
    @CsvSource({
        "URL, 威尔逊, '', '', url",
        "MEDIAWIKI, 威尔逊, '', '', url",
        "TEXT, 威尔逊, '', ' ', text",
        "TEXT, ' ', '', text, role",
        "BAIKE, '', '', '', role"
    })
    void whatIsMissingIsNamed(Source source, String role, String url, String text, String field) {
        assertThatThrownBy(() -> sources.read(new Wish(source, role, null, url, text)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.fields().getFirst().field()).isEqualTo(field));
    }

    @Test
    void onlyEncyclopediasAreSearched() {
        for (var source : Source.values()) {
            if (!source.isSearched()) {
                assertThatThrownBy(() -> sources.search(source, "威尔逊", site.at("/")))
                        .isInstanceOf(Refusal.class);
            }
        }
        assertThatThrownBy(() -> sources.search(Source.BAIKE, "威\n尔", null)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> sources.search(Source.BAIKE, "名".repeat(101), null))
                .isInstanceOf(Refusal.class);
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void aPictureIsWhatItsBytesSay() throws InterruptedException {
        site.page("/a", "image/jpeg", PNG);
        site.page("/b", "image/png", "<svg onload=alert(1)>".getBytes(StandardCharsets.US_ASCII));
        site.page("/c", "image/svg+xml", PNG).page("/d", "image/png", new byte[(1 << 20) + 1]);

        var picture = sources.picture(URI.create(site.at("/a")));

        assertThat(picture.type()).isEqualTo("image/png");
        assertThat(picture.bytes()).isEqualTo(PNG);
        refusesPicture("/b", Code.SOURCE_UNREADABLE);
        refusesPicture("/c", Code.SOURCE_UNREADABLE);
        refusesPicture("/d", Code.SOURCE_TOO_LARGE);
        assertThatThrownBy(() -> sources.picture(URI.create("http://127.0.0.1/x.png")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.ADDRESS_REFUSED));
    }

    private void refusesPicture(String path, Code code) {
        assertThatThrownBy(() -> sources.picture(URI.create(site.at(path))))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
