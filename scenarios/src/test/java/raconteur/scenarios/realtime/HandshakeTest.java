package raconteur.scenarios.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Who gets a socket, and how many. */
class HandshakeTest {
    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    @BeforeAll
    static void set() {
        stage = Stage.with("SOCKETS_PER_ADDRESS", "12");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void enter() {
        ada = stage.ada();
    }

    @Test
    void aTokenInTheHeaderOpensIt() {
        try (var plug = Plug.open(port(), ada)) {
            assertThat(plug.status()).isEqualTo(101);
            assertThat(plug.ask("open_tab").json().has("error")).isFalse();
        }
    }

    @Test
    void aPageCanOfferItsTokenAsAProtocol() {
        try (var plug = Plug.open(port(), "Sec-WebSocket-Protocol: raconteur, bearer." + ada.token())) {
            assertThat(plug.head()).containsIgnoringCase("sec-websocket-protocol: raconteur\r\n");
            assertThat(plug.ask("open_tab").json().has("error")).isFalse();
        }
    }

    @Test
    void theCookieOpensItForPagesOfOurs() {
        try (var plug = Plug.open(port(), cookie(), "Origin: http://127.0.0.1:" + port())) {
            assertThat(plug.status()).isEqualTo(101);
            assertThat(plug.ask("open_tab").json().has("error")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1",
                "http://localhost:1",
                "file://"
            })
    void aPageOfAnotherSiteGetsNone(String origin) {
        try (var withCookie = Plug.open(port(), cookie(), "Origin: " + origin);
                var without = Plug.open(port(), "Origin: " + origin)) {
            assertThat(withCookie.status()).isEqualTo(403);
            assertThat(without.status()).isEqualTo(403);
        }
    }

    @Test
    void theCookieAloneProvesNothing() {
        try (var plug = Plug.open(port(), cookie())) {
            assertThat(plug.status()).isEqualTo(403);
        }
    }

    @Test
    void aCredentialThatWasMeantMustBeGood() {
        try (var header = Plug.open(port(), "Authorization: Bearer nonsense");
                var key = Plug.open(port(), "Authorization: Bearer rk_nonsense");
                var protocol = Plug.open(port(), "Sec-WebSocket-Protocol: raconteur, bearer.nonsense")) {
            assertThat(header.status()).isEqualTo(401);
            assertThat(key.status()).isEqualTo(401);
            assertThat(protocol.status()).isEqualTo(401);
        }
    }

    @Test
    void theTokenOfALoginThatHasEndedOpensNothing() {
        ada.post("/api/logout", Json.of()).expect(200);

        try (var plug = Plug.open(port(), ada)) {
            assertThat(plug.status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "key"})
    void aTokenInTheAddressCountsNowhere(String name) {
        try (var plug = Plug.connect(port(), "/ws?" + name + "=" + ada.token(), 0)) {
            assertThat(plug.status()).isEqualTo(401);
        }
    }

    @Test
    void theAddressTakesWebSocketsOnly() {
        ada.get("/ws").refused(426, "UPGRADE_REQUIRED");
        var posted = ada.post("/ws", Json.of());
        posted.refused(405, "METHOD_NOT_ALLOWED");
        assertThat(posted.header("allow")).isEqualTo("GET");
        assertThat(ada.send("GET", "/ws", null, Map.of("Accept", "text/html")).status())
                .isEqualTo(426);
    }

    @Test
    void anotherHostIsNotOurs() {
        try (var plug = Plug.open(port(), "Host: evil.example", "Authorization: Bearer " + ada.token())) {
            assertThat(plug.status()).isEqualTo(421);
        }
    }

    @Test
    void nothingIsCompressed() {
        try (var plug = Plug.open(
                port(), "Authorization: Bearer " + ada.token(), "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertThat(plug.status()).isEqualTo(101);
            assertThat(plug.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("sec-websocket-extensions");
        }
    }

    @Test
    void anAccountHasEightAndItsNinthIsToldSoAndClosed() {
        var plugs = new ArrayList<Plug>();
        for (int i = 0; i < 8; i++) {
            plugs.add(Plug.open(port(), ada));
        }
        for (var plug : plugs) {
            assertThat(plug.ask("heartbeat").data().path("status").asInt(-1)).isZero();
            assertThat(plug.ask("fetch_chat_history").json().has("error")).isFalse();
        }

        try (var ninth = Plug.open(port(), ada)) {
            assertThat(ninth.await("error").error().path("code").asText()).isEqualTo("TOO_MANY_SOCKETS");
            assertThat(ninth.awaitClose()).isEqualTo(4008);
        }
        plugs.removeFirst().close();
        stage.until("there is room again", () -> {
            try (var again = Plug.open(port(), ada)) {
                again.send("heartbeat");
                return again.reply(1).event().equals("heartbeat")
                        && again.soFar().stream().noneMatch(one -> one.event().equals("error"));
            }
        });
        plugs.forEach(Plug::close);
    }

    @Test
    void anAddressHasSoManyWhoeverTheyAre() {
        var plugs = new ArrayList<Plug>();
        stage.until("those of other tests are gone", () -> {
            plugs.forEach(Plug::close);
            plugs.clear();
            for (int i = 0; i < 12; i++) {
                plugs.add(Plug.open(port()));
            }
            return plugs.stream().allMatch(plug -> plug.status() == 101);
        });

        try (var more = Plug.open(port(), ada)) {
            assertThat(more.status()).isEqualTo(429);
        }
        plugs.forEach(Plug::close);
        stage.until("there is room again", () -> {
            try (var again = Plug.open(port(), ada)) {
                return again.status() == 101;
            }
        });
    }

    private static int port() {
        return stage.server().port();
    }

    private String cookie() {
        return "Cookie: raconteur=" + ada.token();
    }
}
