package raconteur.scenarios.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Ada asks with a key of her own: it costs her nothing here, goes nowhere else, and is of no use to Eve. */
class OwnKeyTest {
    private static final String KEY = "sk-of-ada-0123456789abcdef";

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person grace;

    @SuppressWarnings("NullAway.Init") // set before every test
    private Person ada;

    @BeforeAll
    static void set() {
        stage = Stage.with("LOG_LEVEL", "debug");
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void open() {
        stage.upstream().reset();
        grace = stage.grace();
        ada = stage.ada();
        allow(true);
    }

    private void allow(boolean allowed) {
        grace.patch("/api/admin/providers/fake", Json.of("own_keys", allowed)).expect(200);
    }

    private Person.Taken ask(Person who) {
        return who.say(who.conversation(), Json.of("text", "Hello\n~tokens:3", "model", "fake/dear"));
    }

    private String lastKey() {
        return stage.upstream().completions().getLast().header("authorization").orElse("");
    }

    @Test
    void anOwnKeyIsUsedAndCostsNothingHere() throws IOException {
        var before = ada.balance();
        assertThat(ada.put("/api/me/providers/fake", Json.of("key", KEY))
                        .expect(200)
                        .body())
                .contains("cdef")
                .doesNotContain(KEY);

        var taken = ask(ada);
        assertThat(lastKey()).isEqualTo("Bearer " + KEY);
        assertThat(ada.balance()).isEqualByComparingTo(before);
        assertThat(ada.turn(taken).path("usage").path("output_tokens").asInt()).isPositive();
        ada.assertBooksClosed();

        ada.delete("/api/me/providers/fake").expect(204);
        ask(ada);
        assertThat(lastKey()).isEqualTo("Bearer sk-bench");
        assertThat(ada.balance()).isLessThan(before);
        assertThat(stage.server().log()).doesNotContain(KEY);
    }

    @Test
    void itIsNobodyElses() {
        ada.put("/api/me/providers/fake", Json.of("key", KEY)).expect(200);
        var eve = stage.eve();
        var before = eve.balance();

        ask(eve);

        assertThat(lastKey()).isEqualTo("Bearer sk-bench");
        assertThat(eve.balance()).isLessThan(before);
        assertThat(eve.get("/api/me/providers").expect(200).body()).doesNotContain("cdef");
        eve.delete("/api/me/providers/fake").refused(404, "NOT_FOUND");
        ask(ada);
        assertThat(lastKey()).isEqualTo("Bearer " + KEY);
    }

    @Test
    void aKeyTheProviderRefusesIsNotReplacedByTheServersOwn() {
        stage.upstream().requireKey("sk-bench");
        ada.put("/api/me/providers/fake", Json.of("key", KEY)).expect(200);

        var taken = ada.ask(ada.conversation(), Json.of("text", "Hello", "model", "fake/dear"));

        assertThat(ada.end(taken)).isEqualTo("failed");
        assertThat(ada.turn(taken).path("error").path("code").asText()).isEqualTo("UPSTREAM_CONFIG");
        ada.assertBooksClosed();
    }

    @Test
    void onlyProvidersThatOperatorsAllowTakeOne() {
        assertThat(Json.each(ada.get("/api/me/providers").expect(200).json(), "id"))
                .contains("fake")
                .doesNotContain("second", "deepseek", "demo");
        for (var id : List.of("second", "deepseek", "demo", "nobody")) {
            ada.put("/api/me/providers/" + id, Json.of("key", KEY)).refused(404, "NOT_FOUND");
        }
        ada.put("/api/me/providers/fake", Json.of("key", "two words")).refused(422, "INVALID_REQUEST");

        ada.put("/api/me/providers/fake", Json.of("key", KEY)).expect(200);
        allow(false);
        ask(ada);
        assertThat(lastKey()).isEqualTo("Bearer sk-bench");
        assertThat(ada.get("/api/me/providers").body()).contains("\"usable\":false");
    }

    @Test
    void aVendorThatIsSwitchedOnWithoutAKeyIsThereForThoseWhoHaveOne() {
        grace.patch("/api/admin/providers/deepseek", Json.of("enabled", true)).expect(200);
        assertThat(Json.each(ada.get("/api/models").json(), "provider")).doesNotContain("deepseek");
        ada.wish(ada.conversation(), Json.of("text", "Hello", "model", "deepseek/deepseek-flash"))
                .refused(403, "FORBIDDEN");

        ada.put("/api/me/providers/deepseek", Json.of("key", KEY)).expect(200);

        assertThat(Json.each(ada.get("/api/models").json(), "provider")).contains("deepseek");
        grace.delete("/api/admin/providers/deepseek").expect(204);
    }
}
