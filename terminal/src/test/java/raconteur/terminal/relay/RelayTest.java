package raconteur.terminal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.terminal.remote.ServerAddress;
import raconteur.terminal.remote.ServerKey;

class RelayTest {
    private static final Patience SHORT = new Patience(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofMillis(20));

    private final Camp camp = Camp.pitched();
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private Relay relay = relay(SHORT, Camp.KEY);
    private Game game = new Game(relay.base());

    private Relay relay(Patience patience, String key) {
        var wish = new Relay.Wish(
                ServerAddress.parse(camp.base().toString(), false),
                new ServerKey(key),
                "0",
                Optional.empty(),
                Optional.empty());
        return Relay.open(wish, patience, InstantSource.fixed(Instant.EPOCH), log::add);
    }

    private void again(Patience patience, String key) {
        relay.close();
        relay = relay(patience, key);
        game = new Game(relay.base());
    }

    @AfterEach
    void strike() {
        relay.close();
        camp.close();
        assertThat(log).noneMatch(line -> line.contains(Camp.KEY));
    }

    @Test
    void aQuestionIsPassedOnWithTheKeyOfTheRelayAndItsAnswerComesBackAsItIs() throws Exception {
        var told = game.post(
                "/interact?token=rk_the-games-own&npc=Wilson", "{\"player_input\":\"I\\'m cold\",\"token\":\"x\"}");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().path("model_response").asText()).isEqualTo("“I'm cold”, 你说。");
        assertThat(told.text()).contains("你说").doesNotContain("\\u");
        var heard = camp.heard();
        assertThat(heard.authorization()).isEqualTo("Bearer " + Camp.KEY);
        assertThat(heard.query()).isEqualTo("npc=Wilson");
        assertThat(heard.json().has("token")).isFalse();
        assertThat(heard.json().path("request_id").asText()).hasSize(36);
    }

    @Test
    void whatHasANameOfItsOwnIsPassedOnToTheByte() throws Exception {
        var body = "{ \"player_input\":\"a\tb\" , \"request_id\":\"r-1\", \"world\":[] }";

        game.say(body);

        assertThat(camp.heard().body()).isEqualTo(body);
    }

    @Test
    void whatIsSaidWhileTheServerIsAwayIsAnsweredByPollingWhenItIsBack() throws Exception {
        camp.leave();

        var told = game.say("{\"player_input\":\"还在吗\",\"session\":\"s\",\"request_id\":\"r-1\",\"wait_ms\":200}");
        var empty = game.get("/game/poll?session=s&after=7&wait_ms=0");
        var state = game.get("/health");
        camp.comeBack();
        var items = game.news("s");

        assertThat(told.state()).isEqualTo("pending");
        assertThat(told.json().path("request_id").asText()).isEqualTo("r-1");
        assertThat(empty.json().path("seq").asInt()).isEqualTo(7);
        assertThat(empty.state()).isEqualTo("pending");
        assertThat(state.status()).isEqualTo(503);
        assertThat(state.json().at("/data/waiting").asInt()).isEqualTo(1);
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("text").asText()).isEqualTo("“还在吗”, 你说。");
        assertThat(camp.answered()).isEqualTo(1);
        assertThat(log).anyMatch(line -> line.startsWith("The server is heard again"));
    }

    @Test
    void whatTheServerAnswersAtOnceWhenItsGameHasGoneIsPolledForAllTheSame() throws Exception {
        camp.remember();
        camp.leave();
        var told = game.say("{\"player_input\":\"Hello\",\"session\":\"s\",\"wait_ms\":50,\"request_id\":\"r-1\","
                + "\"allowed_actions\":[{\"name\":\"nod\"}]}");
        camp.comeBack();

        var items = game.news("s");

        assertThat(told.state()).isEqualTo("pending");
        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("text").asText()).isEqualTo("“Hello”, 你说。");
        assertThat(items.get(0).path("last").asBoolean()).isFalse();
        assertThat(items.get(1).path("name").asText()).isEqualTo("nod");
        assertThat(items.get(1).path("last").asBoolean()).isTrue();
        assertThat(items.get(1).path("request_id").asText()).isEqualTo("r-1");
    }

    @Test
    void whoeverAsksForOneQuestionIsNotToldThatItIsUnknownBeforeItHasArrived() throws Exception {
        camp.deafen(true);
        game.say("{\"player_input\":\"Hello\",\"session\":\"s\",\"wait_ms\":0,\"request_id\":\"r-1\"}");
        for (var looks = 0; looks < 3; ) {
            var told = game.get("/game/poll?request_id=r-1&after=0&wait_ms=20");
            assertThat(told.status()).isEqualTo(200);
            assertThat(told.state()).isEqualTo("pending");
            looks += game.get("/health").status() == 200 ? 1 : 0;
        }
        camp.deafen(false);

        var after = game.get("/game/poll?request_id=r-1&after=0&wait_ms=50");
        while (after.json().path("items").isEmpty()) {
            assertThat(after.status()).isEqualTo(200);
            after = game.get("/game/poll?request_id=r-1&after=0&wait_ms=50");
        }

        assertThat(after.json().at("/items/0/text").asText()).isEqualTo("“Hello”, 你说。");
    }

    @Test
    void whatComesBackInTimeIsAnsweredAtOnce() throws Exception {
        camp.leave();
        var asked = Executors.newVirtualThreadPerTaskExecutor()
                .submit(() -> game.say("{\"player_input\":\"Hello\",\"session\":\"s\",\"wait_ms\":9000}"));
        while (game.get("/health").status() == 200) {
            Thread.onSpinWait();
        }

        camp.comeBack();

        assertThat(asked.get().state()).isEqualTo("done");
        assertThat(camp.heard().json().path("wait_ms").asInt()).isBetween(1, 9000);
    }

    @ParameterizedTest
    @EnumSource
    void aSpoiltAnswerIsAskedForAgainAndGivenOnce(Camp.Spoiling spoiling) throws Exception {
        camp.spoil(spoiling, spoiling);

        var told = game.say("{\"player_input\":\"Hello\",\"request_id\":\"r-1\"}");

        assertThat(told.json().path("model_response").asText()).isEqualTo("“Hello”, 你说。");
        assertThat(camp.answered()).isEqualTo(1);
        assertThat(camp.heard().json().path("request_id"))
                .isEqualTo(camp.heard().json().path("request_id"));
    }

    @ParameterizedTest
    @CsvSource({"还在吗,……", "Anybody?,Hm…"})
    void withoutASessionTheCannedLineIsSaidInTime(String said, String line) throws Exception {
        camp.leave();

        var told = game.say("{\"player_input\":\"" + said + "\",\"wait_ms\":100}");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.state()).isEqualTo("fallback");
        assertThat(told.json().path("reason").asText()).isEqualTo("late");
        assertThat(told.json().path("model_response").asText()).startsWith(line);
        assertThat(told.json().at("/lines/0/text").asText()).startsWith(line);
        camp.comeBack();
        game.get("/game/hello");
        assertThat(camp.heardNothingElse()).as("it is not asked for in vain").isTrue();
    }

    @Test
    void whatHappenedIsToldOnceWhenTheServerIsBack() throws Exception {
        camp.leave();

        var told = game.post("/game/events", "{\"session\":\"s\",\"events\":[\"It is night.\",\"A spider.\"]}");
        camp.comeBack();

        assertThat(told.json().path("kept").asInt()).isEqualTo(2);
        assertThat(camp.heard().json().path("events")).hasSize(2);
        assertThat(camp.heardNothingElse()).isTrue();
    }

    @Test
    void whatMayHaveArrivedIsNotToldTwice() throws Exception {
        camp.spoil(Camp.Spoiling.LOST);

        var told = game.post("/game/events", "{\"events\":[\"It is night.\"]}");

        assertThat(told.status()).isEqualTo(200);
        assertThat(camp.heard().path()).isEqualTo("/game/events");
        assertThat(game.get("/game/hello").status()).isEqualTo(200);
        assertThat(camp.heardNothingElse()).isTrue();
    }

    @Test
    void whatGetsTooOldIsGivenUpAndThePollSaysSoOnce() throws Exception {
        again(
                new Patience(SHORT.question(), SHORT.slack(), SHORT.other(), Duration.ofMillis(300), SHORT.probe()),
                Camp.KEY);
        camp.leave();

        game.say("{\"player_input\":\"Hello\",\"session\":\"s\",\"request_id\":\"r\\\"1\",\"wait_ms\":50}");
        var items = game.news("s");

        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("request_id").asText()).isEqualTo("r\"1");
        assertThat(items.get(0).path("seq").asInt()).isEqualTo(1);
        assertThat(items.get(0).path("last").asBoolean()).isTrue();
        assertThat(items.get(0).path("text").asText()).isNotEmpty();
        assertThat(game.get("/game/poll?session=s&wait_ms=0").json().path("items"))
                .isEmpty();
        assertThat(game.get("/health").json().at("/data/given_up").asInt()).isEqualTo(1);
    }

    @Test
    void noMoreIsKeptThanThereIsRoomFor() throws Exception {
        camp.leave();
        var said = new ArrayList<java.util.concurrent.Future<Game.Told>>();

        try (var players = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < Deliveries.MOST + 20; i++) {
                said.add(players.submit(
                        () -> game.say("{\"player_input\":\"Hello\",\"session\":\"s\",\"wait_ms\":500}")));
            }
        }

        var states = new ArrayList<String>();
        for (var one : said) {
            states.add(one.get().state());
        }
        assertThat(states).filteredOn("pending"::equals).hasSize(Deliveries.MOST);
        assertThat(states).filteredOn("fallback"::equals).hasSize(20);
    }

    @Test
    void theServersNoIsTheGamesNo() throws Exception {
        assertThat(game.say("{\"request_id\":\"r\"}").status()).isEqualTo(422);
        assertThat(game.get("/game/nothing").status()).isEqualTo(404);
        assertThat(game.get("/api/me").status()).isEqualTo(404);
        assertThat(game.get("/game/..%2fapi").status()).isEqualTo(404);
        assertThat(game.get("/health").status()).isEqualTo(200);

        again(SHORT, "rk_somebody-elses");

        assertThat(game.say("{\"player_input\":\"Hello\"}").status()).isEqualTo(401);
        assertThat(game.get("/health").json().path("message").asText()).isEqualTo("key_refused");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAndGoesNowhere() throws Exception {
        var told = game.say("{\"player_input\":\"" + "x".repeat(Front.LARGEST) + "\"}");

        assertThat(told.status()).isEqualTo(413);
        assertThat(told.json().path("code").asInt()).isEqualTo(413);
        assertThat(camp.heardNothingElse()).isTrue();
    }

    @Test
    void pagesOfOtherSitesMayNotSpeak() throws Exception {
        var body = "{\"player_input\":\"Hello\"}";
        var own = "http://127.0.0.1:" + relay.base().getPort();

        assertThat(game.post("/interact", body, "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(game.post("/interact", body, "Origin", "null").status()).isEqualTo(403);
        assertThat(game.post("/interact", body, "Sec-Fetch-Site", "same-site").status())
                .isEqualTo(403);
        assertThat(game.get("/interact?player_input=x", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(camp.heardNothingElse()).isTrue();
        assertThat(game.post("/interact", body, "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"evil.example,421", "127.0.0.1.evil.example,421", "127.0.0.1,200", "localhost:1,200"})
    void namesThatOnlyPointHereAreNotOurs(String host, int status) throws Exception {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void otherMethodsAreRefusedInJson() throws Exception {
        assertThat(raw("DELETE /interact HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("\"code\":405");
    }

    private String raw(String request) throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), relay.base().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPersonSeesHowItStandsInTheirLanguage() throws Exception {
        assertThat(game.get("/", "Accept-Language", "en").text()).contains("The server is heard");
        camp.leave();
        game.get("/game/poll?wait_ms=0");

        var page = game.get("/relay", "Accept-Language", "zh-CN,zh;q=0.9");

        assertThat(page.text()).contains("lang=\"zh\"", "连不上服务器").doesNotContain(Camp.KEY);
        assertThat(List.of(game.get("/health").text(), page.text())).noneMatch(text -> text.contains(Camp.KEY));
    }
}
