package raconteur.source.wiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.source.Encyclopedia;
import raconteur.source.EncyclopediaContract;
import raconteur.source.Lookup;
import raconteur.source.Meaning;
import raconteur.source.Site;
import raconteur.source.egress.Egress;
import raconteur.source.egress.Kit;

/** A wiki by a site of the test's own that answers in the forms of the action API. */
class MediaWikiTest implements EncyclopediaContract {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String WENDY = """
            <div class="mw-parser-output"><div class="hatnote">本文介绍的是角色。</div>
            <table class="infobox"><tr><th colspan="2">温蒂</th></tr><tr><td colspan="2"><img src="/images/wendy.png"></td></tr>
            <tr><th>性别</th><td>女<sup class="reference">[1]</sup></td></tr><tr><th>年龄</th><th>十</th></tr></table>
            <p>温蒂失去了姐妹阿比盖尔<sup class="reference">[1]</sup>。</p><script>alert(1)</script>
            <div class="mw-heading"><h2>背景</h2><span class="mw-editsection">[编辑]</span></div><p>她们是双胞胎。</p>
            <h2><span class="mw-headline">参考文献</span></h2><ol class="references"><li>书</li></ol><h3>更多</h3><p>附注</p>
            <div class="navbox">导航</div></div>""";

    private final Site site = new Site();
    private final Egress egress = Kit.open(site);

    private String snippet = "<span class=\"searchmatch\">威尔逊</span>是科学家";

    @BeforeEach
    void serve() {
        site.answers("/w/api.php", out -> {
            var query = URLDecoder.decode(site.asked().getLast(), StandardCharsets.UTF_8);
            var body = answer(query).toString().getBytes(StandardCharsets.UTF_8);
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
        });
    }

    @AfterEach
    void close() {
        site.close();
    }

    private ObjectNode answer(String query) {
        var answer = JSON.objectNode();
        if (query.contains("list=search")) {
            var hit = answer.putObject("query").putArray("search").addObject();
            hit.put("title", "威尔逊 (饥荒)").put("pageid", 3);
            hit.put("snippet", snippet);
        } else if (query.contains("action=parse")) {
            answer.putObject("parse").put("text", html(query));
        } else {
            var about = answer.putObject("query");
            about.putObject("general").put("sitename", "测试百科").put("lang", "zh-cn");
            about.putObject("rightsinfo")
                    .put("url", "https://creativecommons.org/licenses/by-sa/4.0/")
                    .put("text", "CC BY-SA 4.0");
            page(about, query);
        }
        return answer;
    }

    private void page(ObjectNode about, String query) {
        var page = about.putArray("pages").addObject();
        if (query.contains("titles=没有这个人")) {
            page.put("title", "没有这个人").put("missing", true);
            return;
        }
        var id = query.contains("饥荒") ? 3 : query.contains("威尔逊") ? 2 : 1;
        var title = id == 3 ? "威尔逊 (饥荒)" : id == 2 ? "威尔逊" : "温蒂";
        if (query.contains("titles=溫蒂")) {
            about.putArray("redirects").addObject().put("from", "溫蒂").put("to", "温蒂");
        }
        page.put("pageid", id).put("title", title).put("canonicalurl", site.at("/wiki/" + id));
        page.putArray("revisions").addObject().put("revid", 40 + id);
    }

    private static String html(String query) {
        return query.contains("oldid=42")
                ? "<div class='mw-parser-output'><ul><li><a href='/wiki/3' title='威尔逊 (饥荒)'>威尔逊</a>，科学家</li>"
                        + "<li><a href='/wiki/4' title='伍德罗·威尔逊'>威尔逊</a>，总统</li></ul><div id='disambigbox'></div></div>"
                : query.contains("oldid=43") ? "<p>威尔逊是科学家。</p>" : WENDY;
    }

    private static MediaWikis wikis(Egress egress) {
        var nowhere = URI.create("http://127.0.0.1:9/api.php");
        return new MediaWikis(egress, new WikiConfig(nowhere, nowhere));
    }

    @Override
    public Encyclopedia encyclopedia() {
        return wikis(egress).at(new Wiki(URI.create(site.at("/w/api.php")), "zh-cn"));
    }

    @Test
    void aPageTellsItsRevisionLicenceAndPicture() throws InterruptedException {
        var page = ((Lookup.Found) encyclopedia().look(Meaning.named("溫蒂"))).page();

        assertThat(page.title()).isEqualTo("温蒂");
        assertThat(page.isAbout("溫蒂")).as("by its redirect").isTrue();
        assertThat(page.revision()).isEqualTo("41");
        assertThat(page.licence().free()).isTrue();
        assertThat(page.licence().name()).isEqualTo("CC BY-SA 4.0");
        assertThat(page.image()).hasToString(site.at("/images/wendy.png"));
        assertThat(page.site()).isEqualTo("测试百科");
        assertThat(page.sections()).as("nothing of its notes").hasSize(1);
        assertThat(site.asked()).anyMatch(target -> target.contains("variant=zh-cn") && target.contains("oldid=41"));
    }

    @Test
    void aWikiIsFoundByAnyOfItsPages() throws InterruptedException {
        assertThat(wikis(egress).find(site.at("/wiki/1")).api()).hasToString(site.at("/w/api.php"));
    }

    @Test
    void whatIsNoWikiIsSaidToBeNone() {
        try (var other = new Site()) {
            other.html("/", "<p>a page");

            assertThatThrownBy(() -> wikis(Kit.open(other)).find(other.at("/")))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.SOURCE_UNREADABLE));
        }
    }

    @Test
    void aWikiThatWasFoundIsNotLookedForAgain() throws InterruptedException {
        var wikis = wikis(egress);
        var first = wikis.find(site.at("/wiki/1"));
        var asked = site.asked().size();

        assertThat(wikis.find(site.at("/wiki/1"))).isEqualTo(first);
        assertThat(site.asked()).hasSize(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "/w/index.php?curid=3, pageids=3",
        "/wiki/%E5%A8%81%E5%B0%94%E9%80%8A_(%E9%A5%A5%E8%8D%92), titles=威尔逊 (饥荒)",
        "/w/index.php?title=A%2FB&action=edit, titles=A/B",
        "/w/index.php/C++, titles=C++",
        "/zh-cn/%E6%B8%A9, titles=温"
    })
    void aChoiceMayBeAnAddress(String target, String asked) {
        var equals = asked.indexOf('=');

        assertThat(Named.of(new Meaning("", "", site.at(target))))
                .isEqualTo(Map.of(asked.substring(0, equals), asked.substring(equals + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/wiki/%5B%5B", "/wiki/%zz", "/wiki/a%7Cb"})
    void anAddressThatNamesNoPageIsNotAskedFor(String target) {
        assertThat(Named.of(new Meaning("", "", site.at(target)))).isEmpty();
    }

    @Test
    void aSnippetIsPlainWords() throws InterruptedException {
        snippet = "* [[<span class='searchmatch'>威尔逊</span> (饥荒)|他]]，'''科学家'''\n* {{模板}} 二";

        assertThat(encyclopedia().search("威尔逊", 1).getFirst().snippet()).isEqualTo("他，科学家 二");
    }

    @Test
    void aNameThatIsNoTitleIsNotAskedForAsOne() throws InterruptedException {
        assertThat(encyclopedia().look(Meaning.named("a|b"))).isInstanceOf(Lookup.Missing.class);
        assertThat(site.asked()).noneMatch(target -> target.contains("titles="));
    }
}
