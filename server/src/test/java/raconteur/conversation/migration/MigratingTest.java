package raconteur.conversation.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.conversation.migration.Caravan.Folder;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.task.Progress;
import raconteur.task.TaskId;
import raconteur.task.Work;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class MigratingTest {
    private static final List<String> MADE =
            List.of("character", "lorebook", "lorebook_use", "conversation", "message", "tavern_group");

    private final EveryDatabase kind;
    private final Path folder;
    private Caravan caravan;

    MigratingTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        this.folder = folder;
        this.caravan = new Caravan(kind, folder, Map.of());
    }

    @AfterEach
    void end() {
        caravan.close();
    }

    private void with(Map<String, String> settings) {
        caravan.close();
        caravan = new Caravan(kind, folder.resolve("other"), settings);
    }

    private static Folder whole() {
        return new Folder()
                .card("Isolde", "Harbour")
                .card("黛玉", "")
                .world("Harbour")
                .with("data/chats/Isolde/First night.jsonl", """
                        {"chat_metadata":{"note_prompt":"slowly","timedWorldInfo":{"sticky":{"a":1}},\
                        "world_info":"Harbour"},"user_name":"Ada","character_name":"Isolde",\
                        "create_date":"2024-06-01T09:00:00Z"}
                        {"name":"Isolde","mes":"Ahoy.","send_date":"2024-06-01T10:00:00Z","swipe_id":1,\
                        "swipes":["Who goes there?","Ahoy.","Hm."],"extra":{"reasoning":"be brief"}}
                        {"name":"The captain","is_user":true,"mes":"Good evening.","send_date":"2024-06-01T10:01:00Z"}
                        {"name":"Isolde","mes":"a secret","is_system":true,"send_date":"2024-06-01T10:02:00Z"}
                        {"name":"Narrator","mes":"Fog comes in.","extra":{"type":"narrator"}}
                        {"name":"Isolde","mes":"Stay.","send_date":"2024-06-01T10:04:00Z"}
                        """)
                .chat("黛玉", "落花", 3)
                .with(
                        "data/groups/1.json",
                        "{\"name\":\"crew\",\"members\":[\"Isolde.json\",\"gone.png\"],\"chats\":[\"2\"]}")
                .with("data/group chats/2.jsonl", "{\"chat_metadata\":{}}\n{\"name\":\"Isolde\",\"mes\":\"all\"}\n")
                .with("data/characters/broken.json", "{\"spec\":")
                .with("data/worlds/broken.json", "[]")
                .with("data/chats/Isolde/broken.jsonl", "no json at all\n")
                .with("data/chats/Nobody/stray.jsonl", "{\"name\":\"Nobody\",\"mes\":\"boo\"}\n")
                .with("data/secrets.json", "{\"api_key\":\"sk-secret\"}");
    }

    private static List<String> files(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.path("file").asText())
                .toList();
    }

    private void assertNothing() {
        for (var table : MADE) {
            assertThat(caravan.rows(table)).as(table).isZero();
        }
        assertThat(caravan.rows("tavern_archive")).isZero();
        assertThat(caravan.rows("tavern_mark")).isZero();
    }

    @Test
    void whatOneBringsNobodyElseSees() throws InterruptedException {
        var shop = caravan.shop();
        var task = caravan.begin(shop, caravan.ada, whole());
        shop.ended(caravan.ada, task);

        assertThatThrownBy(() -> shop.views.get(caravan.eve, task)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> shop.workshop.cancel(caravan.eve, task)).isInstanceOf(Refusal.class);
        for (var table : List.of("character", "lorebook", "conversation", "message", "tavern_group", "tavern_mark")) {
            assertThat(caravan.all("select distinct account_id as owner from " + table))
                    .as(table)
                    .containsExactly(Map.of("owner", caravan.ada.account().toString()));
        }
        // a chat without its card is not of another account's character of that name
        var report = caravan.report(caravan.eve, new Folder().chat("Isolde", "mine", 2));
        assertThat(report.path("conversations").path(0).path("character_id").isNull())
                .isTrue();
        assertThat(report.path("problems").path(0).path("message").asText()).contains("no character");
    }

    @Test
    void everythingComesAndWhatIsBrokenIsNamed() throws InterruptedException {
        var report = caravan.report(caravan.ada, whole());

        assertThat(report.path("counts").toString())
                .isEqualTo("{\"characters\":2,\"lorebooks\":1,\"conversations\":3,\"groups\":2,\"problems\":"
                        + report.path("problems").size() + "}");
        assertThat(files(report.path("problems")))
                .contains(
                        "data/characters/broken.json",
                        "data/worlds/broken.json",
                        "data/chats/Isolde/broken.jsonl",
                        "Nobody/stray.jsonl",
                        "Isolde/First night.jsonl");
        assertThat(report.toString()).doesNotContain("sk-secret").contains("Timers", "author's note");
        var isolde = report.path("characters").path(0).path("id").asText();
        var first = report.path("conversations").path(0);
        assertThat(first.path("title").asText()).isEqualTo("First night");
        assertThat(first.path("character_id").asText()).isEqualTo(isolde);
        assertThat(first.path("messages").asInt()).isEqualTo(7);
        assertThat(caravan.all("select kind, place from lorebook_use order by kind"))
                .containsExactly(
                        Map.of("kind", "character", "place", isolde),
                        Map.of("kind", "conversation", "place", first.path("id").asText()));
        assertThat(caravan.all("select members from tavern_group where kind = 'group'"))
                .containsExactly(Map.of("members", "{\"Isolde.json\":\"" + isolde + "\"}"));
        assertThat(caravan.rows("tavern_archive")).isZero();
    }

    @Test
    void aChatIsToldAsItWas() throws InterruptedException {
        var report = caravan.report(caravan.ada, whole());
        var id = report.path("conversations").path(0).path("id").asText();
        var said = caravan.all("select m.text, m.role, m.author_name, m.hidden, p.text as parent, m.reasoning,"
                + " m.created_at from message m left join message p on p.id = m.parent_id"
                + " where m.conversation_id = '" + id + "' order by m.id");

        assertThat(said.stream()
                        .map(one -> "%s/%s/%s/%s/%s"
                                .formatted(
                                        one.get("text"),
                                        one.get("role"),
                                        one.get("author_name"),
                                        one.get("hidden"),
                                        one.get("parent")))
                        .toList())
                .containsExactly(
                        "Who goes there?/assistant/Isolde/0/null",
                        "Ahoy./assistant/Isolde/0/null",
                        "Hm./assistant/Isolde/0/null",
                        "Good evening./user/The captain/0/Ahoy.",
                        "a secret/assistant/Isolde/1/Good evening.",
                        "Fog comes in./system/Narrator/1/a secret",
                        "Stay./assistant/Isolde/0/Fog comes in.");
        assertThat(said.get(1).get("reasoning")).isEqualTo("be brief");
        assertThat(said.get(6).get("created_at")).hasToString("1717236240000");
        assertThat(caravan.all("select c.title, m.text, c.hidden_until_used as hidden, c.standing from conversation c"
                                + " join message m on m.id = c.leaf_id where c.id = '" + id + "'")
                        .toString())
                .isEqualTo("[{title=First night, text=Stay., hidden=0, standing=1}]");
    }

    private static Folder large() {
        var large = new Folder().card("Isolde", "Harbour").card("Mara", "").world("Harbour");
        for (var nth = 0; nth < 20; nth++) {
            large.chat("Isolde", "night " + nth, 40);
        }
        return large.chat("Mara", "long", 5 * Chats.PIECE).with("data/groups/1.json", "{\"name\":\"g\"}");
    }

    private void assertLargeIsThereOnce(JsonNode report) {
        assertThat(report.path("counts").toString())
                .isEqualTo("{\"characters\":2,\"lorebooks\":1,\"conversations\":21,\"groups\":1,\"problems\":0}");
        assertThat(caravan.rows("character")).isEqualTo(2);
        assertThat(caravan.rows("lorebook")).isEqualTo(1);
        assertThat(caravan.rows("lorebook_use")).isEqualTo(1);
        assertThat(caravan.rows("conversation")).isEqualTo(21);
        assertThat(caravan.rows("message")).isEqualTo(20 * 40 + 5 * Chats.PIECE);
        assertThat(caravan.rows("tavern_group")).isEqualTo(1);
    }

    @Test
    void afterAKillItGoesOnAndMakesNothingTwiceWhereverThatWas() throws InterruptedException {
        var dying = caravan.dying();
        var task = caravan.begin(dying, caravan.ada, large());
        for (var table : List.of("character", "conversation")) {
            Caravan.await(() -> caravan.rows(table) >= 1);
            dying = caravan.dying();
            dying.look();
        }
        // in the middle of the long one
        Caravan.await(() -> caravan.rows("message") > 20 * 40 + Chats.PIECE);
        var whole = caravan.all("select made from tavern_mark where kind = 'conversation' and whole = 1");
        var next = caravan.shop();
        next.look();

        assertLargeIsThereOnce(Caravan.report(next.ended(caravan.ada, task)));
        assertThat(whole).isNotEmpty();
        assertThat(caravan.all("select id as made from conversation"))
                .as("what somebody may have gone on with by now stays")
                .containsAll(whole);
    }

    /** Work that wants to keep something when it is told to. */
    private record Late(
            Caravan caravan, CountDownLatch begun, CompletableFuture<Void> go, CompletableFuture<String> end)
            implements Work {
        @Override
        public String kind() {
            return Migrating.KIND;
        }

        @Override
        public void run(Progress progress) {
            begun.countDown();
            go.join(); // whatever interrupts it
            Thread.interrupted();
            var world = caravan.world;
            var run = new Run(world.database(), world.the(Marks.class), progress, 1);
            try {
                run.change(tx -> world.the(Groups.class)
                        .keep(
                                tx,
                                run.owner(),
                                new Groups.Kept(UUID.randomUUID(), Mark.Kind.GROUP, "late", "{}", "{}")));
                end.complete("kept");
            } catch (Stopped _) {
                end.complete("stopped");
            }
        }
    }

    @Test
    void aRunThatLostItsTaskKeepsNothingMore() throws InterruptedException {
        var late = new Late(caravan, new CountDownLatch(1), new CompletableFuture<>(), new CompletableFuture<>());
        var shop = caravan.shop(late);
        var task = caravan.begin(shop, caravan.ada, whole());
        late.begun().await();
        shop.workshop.cancel(caravan.ada, task);

        late.go().complete(null);

        assertThat(late.end().join()).isEqualTo("stopped");
        assertThat(caravan.rows("tavern_group")).isZero();
    }

    @Test
    void cancelledItTakesAllBackAndTheNextOneIsNotHeldUp() throws InterruptedException {
        var shop = caravan.shop();
        var task = caravan.begin(shop, caravan.ada, large());
        Caravan.await(() -> caravan.rows("message") > 20 * 40 + Chats.PIECE);

        shop.workshop.cancel(caravan.ada, task);

        assertNothing();
        assertThat(shop.ended(caravan.ada, task).status()).isEqualTo("cancelled");
        var again = caravan.begin(shop, caravan.ada, large());
        assertLargeIsThereOnce(Caravan.report(shop.ended(caravan.ada, again)));
    }

    @Test
    void twoOfOneNameAreTwo() throws InterruptedException {
        var report = caravan.report(
                caravan.ada,
                new Folder()
                        .world("Harbour")
                        .with(
                                "data/other-user/worlds/Harbour.json",
                                "{\"entries\":{\"0\":{\"uid\":0,\"key\":[\"a\"],\"content\":\"b\"}}}"));

        assertThat(report.path("counts").path("lorebooks").asInt()).isEqualTo(2);
        assertThat(caravan.rows("lorebook")).isEqualTo(2);
    }

    @Test
    void aDamagedArchiveEndsInAnErrorAndLeavesNothing() throws InterruptedException {
        var shop = caravan.shop();
        var zip = large().zip();
        var half = java.util.Arrays.copyOf(zip, zip.length / 2);

        var task = caravan.migrations(shop).begin(caravan.ada, half, null);

        assertThat(shop.ended(caravan.ada, task).status()).isEqualTo("error");
        assertNothing();
    }

    @Test
    void whatDoesNotFitIsAProblemAndStopsNothingElse() throws InterruptedException {
        with(Map.of("MAX_CHARACTERS", "1"));

        var report = caravan.report(caravan.ada, whole());

        assertThat(report.path("counts").path("characters").asInt()).isEqualTo(1);
        assertThat(report.path("counts").path("conversations").asInt()).isEqualTo(3);
        assertThat(report.path("problems").toString()).contains("as many as you may have");
    }

    @Test
    void aReportIsBoundedAndSaysHowMuchThereWas() throws InterruptedException {
        var many = new Folder();
        for (var nth = 0; nth <= Report.MOST; nth++) {
            many.with("groups/" + nth + ".json", "{\"name\":\"g\"}");
        }

        var report = caravan.report(caravan.ada, many);

        assertThat(report.path("groups")).hasSize(Report.MOST);
        assertThat(report.path("counts").path("groups").asInt()).isEqualTo(Report.MOST + 1);
    }

    /** Does nothing until it may. */
    private record Waiting(CountDownLatch leave) implements Work {
        @Override
        public String kind() {
            return Migrating.KIND;
        }

        @Override
        public void run(Progress progress) throws InterruptedException {
            leave.await();
        }
    }

    private static Code refused(Migrations migrations, Caller caller, byte[] archive) {
        try {
            migrations.begin(caller, archive, null);
        } catch (Refusal refusal) {
            return refusal.code();
        }
        throw new AssertionError("was taken");
    }

    @Test
    void ofAnAccountThereIsOneAtATimeAndOfEverybodyOnlySoMany() {
        var migrations = caravan.migrations(caravan.shop(new Waiting(new CountDownLatch(1))));
        var zip = new Folder().card("Mara", "").zip();
        TaskId first = migrations.begin(caravan.ada, zip, "key");

        assertThat(migrations.begin(caravan.ada, zip, "key")).isEqualTo(first);
        assertThat(refused(migrations, caravan.ada, zip)).isEqualTo(Code.TOO_MANY_TASKS);
        migrations.begin(caravan.eve, zip, null);
        assertThat(refused(migrations, caravan.eve, zip)).isEqualTo(Code.TOO_MANY_TASKS);
        assertThat(caravan.rows("tavern_archive")).isEqualTo(2);
        assertThat(refused(migrations, caravan.ada, new byte[] {'x'})).isEqualTo(Code.MALFORMED);
        assertThat(refused(migrations, caravan.ada, new byte[(64 << 20) + 1])).isEqualTo(Code.BODY_TOO_LARGE);
        assertThat(caravan.all("select account_id from task where id = '" + UUID.randomUUID() + "'"))
                .isEmpty();
    }
}
