package raconteur.scenarios.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** Who goes by a name: asked of encyclopedias that the operator has named, which here are on this machine. */
class SearchTest {
    private static final String SITE_INFO = "{\"query\":{\"general\":{\"sitename\":\"Test\",\"lang\":\"zh\"}}}";
    private static final String FOUND = """
            {"query":{"search":[{"title":"威尔逊 (饥荒)","pageid":3,
            "snippet":"<span class=\\"searchmatch\\">威尔逊</span>是<script>科学家"}]}}""";
    private static final String BAIKE = "<h1>威尔逊</h1><ul class='polysemantList_x'><li><a href='/item/a/1'>科学家</a></li>"
            + "<li><a href='/item/a/2'>总统</a></li></ul>";

    private static HttpServer site;
    private static HttpServer busy;
    private static Stage stage;

    @BeforeAll
    static void open() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> say(exchange, 404, "text/html", "nothing"));
        site.createContext("/w/api.php", SearchTest::wiki);
        site.createContext("/item/", exchange -> say(exchange, 200, "text/html", BAIKE));
        site.createContext("/item/check", exchange -> say(exchange, 200, "text/html", "<title>百度安全验证</title>"));
        site.start();
        busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "17");
            say(exchange, 429, "text/html", "slowly");
        });
        busy.start();
        var host = "127.0.0.1:" + site.getAddress().getPort();
        var busyHost = "127.0.0.1:" + busy.getAddress().getPort();
        stage = Stage.with(
                "SOURCE_PRIVATE_HOSTS", host + "," + busyHost,
                "SOURCE_ZHWIKI", "http://" + host + "/w/api.php",
                "SOURCE_WIKIPEDIA", "http://" + busyHost + "/w/api.php",
                "SOURCE_BAIKE", "http://" + host);
    }

    @AfterAll
    static void close() {
        stage.close();
        site.stop(0);
        busy.stop(0);
    }

    private static void wiki(HttpExchange exchange) throws IOException {
        var isSearch = exchange.getRequestURI().getQuery().contains("list=search");
        say(exchange, 200, "application/json", isSearch ? FOUND : SITE_INFO);
    }

    private static void say(HttpExchange exchange, int status, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }

    private static Reply search(Person person, String source, String words, String url) {
        var query = "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&url="
                + URLEncoder.encode(url, StandardCharsets.UTF_8);
        return person.get("/api/sources/" + source + "/search" + query);
    }

    @ParameterizedTest
    @CsvSource({"zhwiki, ''", "mediawiki, /w/api.php", "mediawiki, /wiki/%E6%B8%A9"})
    void aWikiSaysWhoItMayBe(String source, String path) {
        var reply = search(stage.ada(), source, "威尔逊", path.isEmpty() ? "" : at(path))
                .expect(200);

        var items = Json.items(reply.json());
        assertThat(items).hasSize(1);
        assertThat(items.getFirst().path("title").asText()).isEqualTo("威尔逊 (饥荒)");
        assertThat(items.getFirst().path("snippet").asText()).startsWith("威尔逊是").doesNotContain("<");
        assertThat(items.getFirst().path("href").asText()).isEqualTo(at("/w/index.php?curid=3"));
    }

    @Test
    void namesakesOfBaikeAreToldApartByTheirAddress() {
        var items =
                Json.items(search(stage.ada(), "baike", "威尔逊", "").expect(200).json());

        assertThat(items).extracting(one -> one.path("snippet").asText()).containsExactly("科学家", "总统");
        assertThat(items)
                .extracting(one -> one.path("href").asText())
                .containsExactly(at("/item/a/1"), at("/item/a/2"));
    }

    @Test
    void nobodySearchesWhoHasNotSignedIn() {
        search(stage.nobody(), "zhwiki", "威尔逊", "").refused(401, "UNAUTHENTICATED");
    }

    @Test
    void aKeyForStoriesDoesNotSearch() {
        var key = stage.ada()
                .post("/api/me/keys", Json.of("name", "tales", "scopes", List.of("story")))
                .expect(201)
                .text("key");

        search(stage.holder("a key", key), "zhwiki", "威尔逊", "").refused(403, "FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "text", "blank", "nonsense", "ZHWIKI"})
    void whatCannotBeSearchedIsNotThere(String source) {
        search(stage.ada(), source, "威尔逊", "").refused(404, "NOT_FOUND");
    }

    @Test
    void whatIsMissingIsNamed() {
        var ada = stage.ada();

        assertThat(field(ada.get("/api/sources/zhwiki/search"))).isEqualTo("q");
        assertThat(field(search(ada, "zhwiki", "名".repeat(101), ""))).isEqualTo("q");
        assertThat(field(search(ada, "mediawiki", "威尔逊", ""))).isEqualTo("url");
    }

    private static String field(Reply reply) {
        return reply.refused(422, "INVALID_REQUEST")
                .path("errors")
                .path(0)
                .path("field")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://localhost/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:127.0.0.1]/",
                "http://nobody.invalid/",
                "file:///etc/passwd"
            })
    void nothingOfThisNetworkIsReached(String url) {
        search(stage.ada(), "mediawiki", "威尔逊", url).refused(422, "ADDRESS_REFUSED");
    }

    @Test
    void theServerItselfIsNotASource() {
        search(stage.ada(), "mediawiki", "威尔逊", stage.base() + "/").refused(422, "ADDRESS_REFUSED");
    }

    @Test
    void theCheckPageIsSaidToBeOneInTheCallersLanguage() {
        var reply =
                stage.ada().send("GET", "/api/sources/baike/search?q=check", null, Map.of("Accept-Language", "zh-CN"));

        assertThat(reply.refused(502, "SOURCE_CHECK").path("message").asText()).contains("人工验证");
    }

    @Test
    void aSiteThatAsksToWaitIsHandedOn() {
        var reply = search(stage.ada(), "wikipedia", "Wilson", "");

        reply.refused(503, "SOURCE_BUSY");
        assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(1, 17);
    }

    @Test
    void whoSearchesWithoutEndIsAskedToWait() {
        var ada = stage.ada();
        var last = search(ada, "baike", "威尔逊", "");
        for (var n = 0; n < 60 && last.status() == 200; n++) {
            last = search(ada, "baike", "威尔逊", "");
        }

        last.refused(429, "TOO_MANY_REQUESTS");
        assertThat(last.header("retry-after")).isEqualTo("1");
        search(stage.eve(), "baike", "威尔逊", "").expect(200);
    }
}
