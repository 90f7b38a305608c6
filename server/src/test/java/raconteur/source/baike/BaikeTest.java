package raconteur.source.baike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.source.Encyclopedia;
import raconteur.source.EncyclopediaContract;
import raconteur.source.Lookup;
import raconteur.source.Meaning;
import raconteur.source.Site;
import raconteur.source.egress.Kit;

/** Baike's two known layouts, its lists of namesakes and its check page, by a site of the test's own. */
class BaikeTest {
    private static final String WENDY = "/item/%E6%B8%A9%E8%92%82";
    private static final String WILSON = "/item/%E5%A8%81%E5%B0%94%E9%80%8A";
    private static final String NAMESAKES = """
            <ul><li><a href="%1$s/1">饥荒中的科学家</a></li><li><a href="%1$s/2">美国总统</a></li></ul>""".formatted(WILSON);

    private final Site site = new Site();

    private Encyclopedia baike() {
        return new Baike(Kit.open(site), new BaikeConfig("http://127.0.0.1:" + site.port()));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Nested
    class Newest implements EncyclopediaContract {
        @BeforeEach
        void serve() {
            site.html(WENDY, """
                    <html><head><title>温蒂_百度百科</title><script>alert(1)</script></head><body>
                    <div class="lemmaTitleBox_a1"><h1 class="lemmaTitle_x9">温蒂</h1><a class="editLemma_q">编辑</a></div>
                    <div class="lemmaSummary_M04mg J-summary"><div class="para_b">温蒂失去了姐妹阿比盖尔<sup>[1]</sup>。</div></div>
                    <div class="basicInfo_x"><dl><div class="itemWrapper_1"><dt class="basicInfoItem_v itemName_p">性&nbsp;&nbsp;别</dt>
                    <dd class="basicInfoItem_v itemValue_p">女<sup>[2]</sup></dd></div></dl></div>
                    <div class="J-lemma-content"><div class="paraTitle_c level-1"><h2>背景</h2><a class="editBtn_x">编辑</a></div>
                    <div class="para_b">她们是双胞胎。</div></div></body></html>""");
            site.html(
                    WILSON,
                    "<title>威尔逊_百度百科</title><h1 class='lemmaTitle_x9'>威尔逊</h1><div class='polysemantList_z'>"
                            + NAMESAKES + "</div><div class='lemmaSummary_q'>美国总统。</div>");
            site.html(WILSON + "/1", "<h1 class='lemmaTitle_x9'>威尔逊</h1><div class='lemmaSummary_q'>一位科学家。</div>");
        }

        @Override
        public Encyclopedia encyclopedia() {
            return baike();
        }
    }

    @Nested
    class Older implements EncyclopediaContract {
        @BeforeEach
        void serve() {
            site.page(WENDY, "text/html", """
                    <html><head><meta charset="gbk"><title>温蒂_百度百科</title></head><body><div class="main-content">
                    <dl class="lemmaWgt-lemmaTitle"><dd class="lemmaWgt-lemmaTitle-title"><h1>温蒂</h1>
                    <a class="edit-lemma">编辑</a></dd></dl>
                    <div class="lemma-summary" label-module="lemmaSummary"><div class="para">温蒂失去了姐妹阿比盖尔<sup>[1]</sup>。</div></div>
                    <div class="basic-info"><dl class="basicInfo-block"><dt class="basicInfo-item name">性　别</dt>
                    <dd class="basicInfo-item value">女</dd></dl></div>
                    <div class="para-title level-2"><h2 class="title-text"><span class="title-prefix">温蒂</span>背景</h2>
                    <a class="edit-icon">编辑</a></div><div class="para">她们是双胞胎。</div></div></body></html>""".getBytes(Charset.forName("GBK")));
            site.html(
                    WILSON,
                    "<dd class='lemmaWgt-lemmaTitle-title'><h1>威尔逊</h1></dd><div class='polysemantList-wrapper'>"
                            + NAMESAKES + "</div><div class='lemma-summary'>美国总统。</div>");
            site.html(WILSON + "/1", "<h1>威尔逊</h1><div class='lemma-summary'>一位科学家。</div>");
        }

        @Override
        public Encyclopedia encyclopedia() {
            return baike();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<title>百度安全验证</title><body>请完成验证",
                "<title>温蒂</title><script src='https://wappass.baidu.com/static/x.js'></script>"
            })
    void theCheckPageIsSaidToBeOne(String page) {
        site.html(WENDY, page);

        asksForAPerson();
    }

    @Test
    void aCheckThatIsRedirectedToIsNotEvenAskedFor() {
        site.redirect(WENDY, "/static/captcha/?back=1").html("/static/captcha/", "<h1>温蒂</h1><p>text");

        asksForAPerson();
        assertThat(site.asked()).noneMatch(target -> target.contains("captcha"));
    }

    @Test
    void theHostOfChecksIsKnownWhereverItLeads() {
        site.redirect(WENDY, "https://wappass.example.org/static/");

        asksForAPerson();
    }

    private void asksForAPerson() {
        assertThatThrownBy(() -> baike().look(Meaning.named("温蒂"))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.SOURCE_CHECK);
            assertThat(refusal.detail().zh()).contains("人工验证");
        });
    }

    @Test
    void aChoiceIsAPageOfBaikeOnly() {
        assertThatThrownBy(() -> baike().look(new Meaning("温蒂", "", "http://127.0.0.1:" + site.port() + "/admin")))
                .isInstanceOf(Refusal.class);
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void aLayoutNobodyKnowsStillHasItsDescription() throws InterruptedException {
        site.html(WENDY, "<title>温蒂</title><meta name=description content='温蒂是一名角色。'><h1>温蒂</h1>");

        assertThat(baike().look(Meaning.named("温蒂")))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.page().summary()).isEqualTo("温蒂是一名角色。"));
    }

    @Test
    void anEmptyPageIsSaidToBeEmpty() {
        site.html(WENDY, "<title>温蒂</title><h1>温蒂</h1>");

        assertThatThrownBy(() -> baike().look(Meaning.named("温蒂")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.SOURCE_UNREADABLE));
    }
}
