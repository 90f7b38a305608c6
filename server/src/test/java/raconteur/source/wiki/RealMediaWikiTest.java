package raconteur.source.wiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.source.Encyclopedia;
import raconteur.source.EncyclopediaContract;
import raconteur.source.Lookup;
import raconteur.source.Meaning;
import raconteur.source.Page;
import raconteur.source.egress.Egress;
import raconteur.source.egress.Kit;
import raconteur.source.egress.Want;

/** A real MediaWiki, with Chinese pages, their boxes made by a template, redirects and lists of namesakes. */
class RealMediaWikiTest implements EncyclopediaContract {
    @TempDir
    static Path folder;

    private static @Nullable LocalWiki wiki;
    private static byte[] picture = new byte[0];

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        var missing = LocalWiki.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        picture = picture();
        wiki = LocalWiki.open(folder, pages(), Map.of("Wendy.png", picture));
    }

    @AfterAll
    static void close() throws InterruptedException {
        if (wiki != null) {
            wiki.close();
        }
    }

    private static Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        pages.put("模板:角色", """
                {| class="infobox"
                ! colspan="2" | {{{名}}}
                |-
                | colspan="2" | [[File:Wendy.png|400px]]
                |-
                ! 性别
                | {{{性别}}}
                |-
                ! 家人
                |
                {{{家人|无}}}
                |}""");
        pages.put("模板:消歧义", "<div id=\"disambigbox\" class=\"metadata\">本页列出同名的条目。</div>");
        pages.put("温蒂", """
                {{角色|名=温蒂|性别=女<ref>书</ref>|家人=* 阿比盖尔
                * 麦斯威尔}}
                '''温蒂'''是《饥荒》中的角色，失去了姐妹[[阿比盖尔]]<ref>书</ref>。

                == 背景 ==
                她们是双胞胎，住在[[卡特家]]。
                === 童年 ===
                * 父亲杰克
                * 母亲

                == 参考文献 ==
                <references/>
                === 书目 ===
                * 附注""");
        pages.put("小温", "#REDIRECT [[温蒂]]");
        pages.put("威尔逊", """
                {{消歧义}}
                * [[威尔逊 (饥荒)]]，《饥荒》中的科学家
                * [[伍德罗·威尔逊]]，美国总统
                * [[没有写的威尔逊]]""");
        pages.put("威尔逊 (饥荒)", "'''威尔逊'''是一位科学家。");
        pages.put("伍德罗·威尔逊", "'''威尔逊'''是美国总统。");
        pages.put("麥斯威爾", "'''麥斯威爾'''是舞臺魔術師，為暗影所縛。");
        pages.put("空白", "<!-- 还没有写 -->");
        return pages;
    }

    private static byte[] picture() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private static LocalWiki wiki() {
        return Objects.requireNonNull(wiki);
    }

    private static Egress egress() {
        return Kit.open(wiki().port());
    }

    private static MediaWikis wikis() {
        var api = URI.create(wiki().at("/api.php"));
        return new MediaWikis(egress(), new WikiConfig(api, api));
    }

    @Override
    public Encyclopedia encyclopedia() {
        return wikis().chinese();
    }

    private Page page(String title) throws InterruptedException {
        return ((Lookup.Found) encyclopedia().look(Meaning.named(title))).page();
    }

    @Test
    void aPageTellsItsStateItsTermsAndItsAddress() throws InterruptedException {
        var page = page("温蒂");

        assertThat(page.title()).isEqualTo("温蒂");
        assertThat(page.revision()).matches("[1-9]\\d*");
        assertThat(page.licence().name()).isEqualTo("CC BY-SA 4.0");
        assertThat(page.licence().free()).isTrue();
        assertThat(page.site()).isEqualTo("Test");
        assertThat(page.address()).hasToString(wiki().at("/index.php/%E6%B8%A9%E8%92%82"));
        assertThat(page.language()).isEqualTo("zh-cn");
    }

    @Test
    void theWholeIsReadInItsOrderWithoutWhatTellsOfThePage() throws InterruptedException {
        assertThat(page("温蒂").markdown(20_000)).isEqualTo("""
                # 温蒂

                温蒂是《饥荒》中的角色，失去了姐妹阿比盖尔。

                - 性别: 女
                - 家人: 阿比盖尔；麦斯威尔

                ## 背景

                她们是双胞胎，住在卡特家。

                ### 童年

                - 父亲杰克
                - 母亲""");
    }

    @Test
    void itsPictureIsFetchedThroughTheSameClient() throws InterruptedException {
        var image = page("温蒂").image();

        assertThat(image).isNotNull();
        assertThat(egress().fetch(String.valueOf(image), Want.IMAGE).body()).isEqualTo(picture);
    }

    @Test
    void aRedirectLeadsToItsPage() throws InterruptedException {
        var page = page("小温");

        assertThat(page.title()).isEqualTo("温蒂");
        assertThat(page.names()).contains("小温");
        assertThat(page.isAbout("小温")).isTrue();
    }

    @Test
    void aPageInTheOtherScriptIsFoundAndReadInOurs() throws InterruptedException {
        var page = page("麦斯威尔");

        assertThat(page.isAbout("麦斯威尔")).isTrue();
        assertThat(page.summary()).isEqualTo("麦斯威尔是舞台魔术师，为暗影所缚。");
    }

    @Test
    void thoseNobodyWroteOfAreNoNamesakes() throws InterruptedException {
        var several = (Lookup.Namesakes) encyclopedia().look(Meaning.named("威尔逊"));

        assertThat(several.meanings()).extracting(Meaning::title).containsExactly("威尔逊 (饥荒)", "伍德罗·威尔逊");
    }

    @Test
    void whatASearchNamesCanBeChosenByItsAddress() throws InterruptedException {
        var found = encyclopedia().search("威尔逊", 10);
        var one = found.stream()
                .filter(meaning -> meaning.title().equals("威尔逊 (饥荒)"))
                .findFirst()
                .orElseThrow();

        assertThat(one.snippet()).isEqualTo("威尔逊是一位科学家。");
        assertThat(encyclopedia().look(new Meaning("", "", one.href())))
                .isInstanceOfSatisfying(
                        Lookup.Found.class, it -> assertThat(it.page().title()).isEqualTo("威尔逊 (饥荒)"));
    }

    @Test
    void aPageWithoutTextIsSaidToHaveNone() {
        assertThatThrownBy(() -> page("空白"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.SOURCE_UNREADABLE));
    }

    @Test
    void whoeverIsNotThereHasNeighboursOrNone() throws InterruptedException {
        assertThat(encyclopedia().look(Meaning.named("Special:Version"))).isInstanceOf(Lookup.Missing.class);
        assertThat(encyclopedia().look(Meaning.named("wikipedia:温蒂"))).isInstanceOf(Lookup.Missing.class);
    }

    @Test
    void theWikiIsFoundByAnyOfItsPages() throws InterruptedException {
        var found = wikis().find(wiki().at("/index.php/温蒂"));

        assertThat(found.api()).hasToString(wiki().at("/api.php"));
        assertThat(found.variant()).isEqualTo("zh-cn");
    }
}
