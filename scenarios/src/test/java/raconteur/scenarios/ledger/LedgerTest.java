package raconteur.scenarios.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.Script;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Person.Taken;
import raconteur.scenarios.Stage;

/** The model {@code dear} costs 10 per million tokens read, 1 when cached, and 20 per million written. */
@ExtendWith(Stage.Shared.class)
class LedgerTest {
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);

    private final Stage stage;
    private final Person ada;
    private String tale = "";

    LedgerTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    @BeforeEach
    void open() {
        tale = ada.conversation(Json.of("model", "fake/dear"));
    }

    private static BigDecimal price(long input, long cached, long output) {
        return new BigDecimal((input - cached) * 10 + cached + output * 20).divide(MILLION);
    }

    private BigDecimal held(Taken taken) {
        var holds = ada.entries(taken, "hold");
        assertThat(holds).hasSize(1);
        return holds.getFirst().negate();
    }

    private BigDecimal settled(Taken taken) {
        var settled = ada.entries(taken, "settle");
        assertThat(settled).hasSize(1);
        return settled.getFirst().negate();
    }

    @Test
    void aNewAccountHasItsTrialCreditAndNothingElse() {
        var balance = stage.eve().get("/api/me/balance").expect(200).json();
        assertThat(balance.path("balance").asText()).isEqualTo("1.000000000");
        assertThat(balance.path("held").asText()).isEqualTo("0.000000000");
        assertThat(balance.path("currency").asText()).isEqualTo("USD");
        var eve = stage.eve();
        assertThat(eve.ledger()).hasSize(1);
        assertThat(eve.ledger().getFirst().path("kind").asText()).isEqualTo("trial");
        assertThat(eve.ledger().getFirst().path("amount").asText()).isEqualTo("1.000000000");
    }

    @Test
    void theMostThatAnAnswerCanCostIsHeldWhileItRuns() {
        var before = ada.balance();
        String text = "夜 a tale\n~first:60s";
        var taken = ada.ask(tale, Json.of("text", text, "parameters", Json.of("max_tokens", 1000)));
        stage.upstream().awaitCompletion(1, Duration.ofSeconds(10));
        var least = price(text.getBytes(UTF_8).length, 0, 1000);
        assertThat(held(taken)).isGreaterThanOrEqualTo(least).isLessThan(least.add(price(200, 0, 0)));
        assertThat(ada.held()).isEqualByComparingTo(held(taken));
        assertThat(ada.balance()).isEqualByComparingTo(before.subtract(held(taken)));
        ada.stop(taken).expect(200);
        assertThat(ada.balance()).isEqualByComparingTo(before);
        ada.assertBooksClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "openai", "deepseek"})
    void anAnswerCostsWhatTheProviderReportsWithCachedTokensAtTheirOwnPrice(String cached) {
        var before = ada.balance();
        var taken = ada.say(tale, "a tale of many words\n~tokens:30~cached:" + cached);
        var usage = ada.turn(taken).path("usage");
        long input = usage.path("input_tokens").asLong();
        long hit = usage.path("cached_tokens").asLong();
        assertThat(hit).isEqualTo(cached.equals("none") ? 0 : input / 2);
        assertThat(usage.path("output_tokens").asLong()).isEqualTo(30);
        var cost = price(input, hit, 30);
        assertThat(new BigDecimal(usage.path("cost").asText())).isEqualByComparingTo(cost);
        assertThat(settled(taken)).isEqualByComparingTo(cost);
        assertThat(ada.balance()).isEqualByComparingTo(before.subtract(cost));
        assertThat(new BigDecimal(ada.answer(taken).path("cost").asText())).isEqualByComparingTo(cost);
        ada.assertBooksClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"extra", "last", "every", "choice"})
    void everyWayOfReportingUsageIsReadOnce(String style) {
        var taken = ada.say(tale, "a tale\n~tokens:12~usage:" + style);
        var usage = ada.turn(taken).path("usage");
        assertThat(usage.path("estimated").asBoolean(true)).isFalse();
        assertThat(usage.path("output_tokens").asLong()).isEqualTo(12);
        assertThat(settled(taken))
                .isEqualByComparingTo(price(usage.path("input_tokens").asLong(), 0, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "negative", "huge", "nan"})
    void usageThatIsMissingOrAbsurdIsCountedByOurselvesAndNeverCredits(String style) {
        var before = ada.balance();
        var taken = ada.say(tale, "a tale\n~tokens:30~text:en~usage:" + style);
        var usage = ada.turn(taken).path("usage");
        assertThat(usage.path("estimated").asBoolean()).isTrue();
        assertThat(usage.path("input_tokens").asLong()).isBetween(1L, 100L);
        assertThat(usage.path("output_tokens").asLong()).isBetween(10L, 120L);
        assertThat(settled(taken)).isPositive().isLessThan(held(taken));
        assertThat(ada.balance()).isEqualByComparingTo(before.subtract(settled(taken)));
        ada.assertBooksClosed();
    }

    /** An answer of one word whose usage is what the provider says it is. */
    private static Script reporting(long input, long output) {
        String chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d}}\n\ndata: [DONE]\n\n"
                        .formatted(input, output);
        return Script.events(List.of(chunk.getBytes(UTF_8)));
    }

    @Test
    void whatCostsMoreThanWasHeldIsTheOperatorsLossAndNoted() {
        stage.upstream().next(reporting(90, 900));
        var taken = ada.say(tale, Json.of("text", "x", "parameters", Json.of("max_tokens", 10)));
        assertThat(settled(taken)).isEqualByComparingTo(held(taken));
        var entry = ada.ledger().stream()
                .filter(one -> one.path("turn_id").asText().equals(taken.turn()))
                .filter(one -> one.path("kind").asText().equals("settle"))
                .findFirst()
                .orElseThrow();
        if (!ada.turn(taken).path("usage").path("estimated").asBoolean()) {
            assertThat(entry.path("note").asText()).contains("over the hold");
        }
        assertThat(new BigDecimal(ada.turn(taken).path("cost").asText())).isEqualByComparingTo(held(taken));
        ada.assertBooksClosed();
    }

    @Test
    void aModelWithoutAPriceCostsNothingAndSaysSo() {
        var before = ada.balance();
        var taken = ada.say(tale, Json.of("text", "a tale", "model", "fake/free"));
        assertThat(ada.balance()).isEqualByComparingTo(before);
        assertThat(ada.turn(taken).path("cost").asText()).isEqualTo("0.000000000");
        var model = Json.items(ada.get("/api/models").json()).stream()
                .filter(one -> one.path("id").asText().equals("fake/free"))
                .findFirst()
                .orElseThrow();
        assertThat(model.path("prices").isNull()).isTrue();
        ada.assertBooksClosed();
    }

    @Test
    void everyGenerationIsHeldReleasedAndSettledOnceInThatOrder() {
        var taken = ada.say(tale, "a tale");
        var kinds = ada.ledger().reversed().stream()
                .filter(entry -> entry.path("turn_id").asText().equals(taken.turn()))
                .map(entry -> entry.path("kind").asText())
                .toList();
        assertThat(kinds).containsExactly("hold", "release", "settle");
        assertThat(ada.entries(taken, "release").getFirst()).isEqualByComparingTo(held(taken));
        assertThat(taken.reply().json().path("generation_ids").path(0).asText())
                .isEqualTo(ada.ledger().getFirst().path("generation_id").asText());
    }

    @Test
    void theBookIsReadInPagesNewestFirstWithoutGaps() {
        for (int i = 0; i < 3; i++) {
            ada.say(tale, "a tale\n~tokens:1");
        }
        var whole = Json.items(ada.get("/api/me/ledger?limit=200").json());
        assertThat(whole).hasSizeGreaterThanOrEqualTo(10);
        var read = new java.util.ArrayList<JsonNode>();
        var page = ada.get("/api/me/ledger?limit=4").json();
        read.addAll(Json.items(page));
        while (!page.path("next_cursor").isNull()) {
            page = ada.get("/api/me/ledger?limit=4&cursor="
                            + page.path("next_cursor").asText())
                    .json();
            read.addAll(Json.items(page));
        }
        assertThat(read).isEqualTo(whole);
        assertThat(whole.getFirst().path("balance_after").asText())
                .isEqualTo(ada.get("/api/me/balance").text("balance"));
        ada.get("/api/me/ledger?cursor=x").refused(422, "INVALID_REQUEST");
    }

    @Test
    void nobodySeesTheBookOfAnother() {
        var taken = ada.say(tale, "a tale");
        assertThat(stage.eve().ledger().toString()).doesNotContain(taken.turn());
    }
}
