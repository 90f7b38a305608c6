package raconteur.scenarios.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

@ExtendWith(Stage.Shared.class)
class LibraryTest {
    private static final String ALL = "/api/conversations";

    private final Stage stage;
    private final Person ada;

    LibraryTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    private static String one(String id) {
        return ALL + "/" + id;
    }

    @Test
    void aConversationIsMadeAsTheDraftHasItAndReadBack() {
        var persona = ada.post("/api/personas", Json.of("name", "Captain Ada"))
                .expect(201)
                .text("id");
        var draft = Json.of(
                "title",
                "夜航",
                "system",
                "You narrate.",
                "model",
                "fake/dear",
                "parameters",
                Json.of("temperature", 0.5, "max_tokens", 99),
                "context_policy",
                Json.of("kind", "entries", "max", 6, "overflow", "slide"),
                "persona_id",
                persona,
                "pinned",
                true,
                "archived",
                false,
                "folder",
                "sea",
                "tags",
                List.of("a", "航"));
        var made = ada.post(ALL, draft).expect(201).json();
        assertThat(made.path("version").asInt()).isEqualTo(1);
        assertThat(made.path("leaf_id").isNull()).isTrue();
        assertThat(ada.get(one(made.path("id").asText())).expect(200).json()).isEqualTo(made);
        for (String member : List.of("title", "system", "model", "persona_id", "folder", "tags", "pinned")) {
            assertThat(made.path(member)).as(member).isEqualTo(draft.path(member));
        }
        assertThat(made.path("parameters").path("max_tokens").asInt()).isEqualTo(99);
        assertThat(made.path("context_policy").path("overflow").asText()).isEqualTo("slide");
    }

    @Test
    void aNewConversationHasNoTitleUntilItsFirstQuestionNamesIt() {
        String tale = ada.conversation();
        assertThat(ada.get(one(tale)).text("title")).isEmpty();
        ada.say(tale, "夜色沉沉，远处传来钟声。\nand more that is no title\n~tokens:2");
        assertThat(ada.get(one(tale)).text("title")).isEqualTo("夜色沉沉，远处传来钟声。");
        ada.say(tale, "a second question\n~tokens:2");
        assertThat(ada.get(one(tale)).text("title")).isEqualTo("夜色沉沉，远处传来钟声。");
    }

    @Test
    void aLongFirstQuestionIsCutForTheTitleAndAGivenTitleStays() {
        String tale = ada.conversation();
        ada.say(tale, "é𠮷".repeat(100));
        assertThat(ada.get(one(tale)).text("title")).isEqualTo("é𠮷".repeat(30) + "…");
        String named = ada.conversation(Json.of("title", "my own"));
        ada.say(named, "other words");
        assertThat(ada.get(one(named)).text("title")).isEqualTo("my own");
    }

    @Test
    void aChangeTouchesOnlyWhatItNames() {
        String tale = ada.conversation(Json.of("title", "before", "system", "kept", "tags", List.of("t")));
        var changed = ada.patch(one(tale), Json.of("title", "after", "version", 1))
                .expect(200)
                .json();
        assertThat(changed.path("title").asText()).isEqualTo("after");
        assertThat(changed.path("system").asText()).isEqualTo("kept");
        assertThat(Json.items(changed.path("tags"))).hasSize(1);
        assertThat(changed.path("version").asInt()).isEqualTo(2);
    }

    @Test
    void twoTabsNeverOverwriteEachOtherSilently() {
        String tale = ada.conversation(Json.of("title", "before"));
        ada.patch(one(tale), Json.of("title", "first tab", "version", 1)).expect(200);
        var conflict = ada.patch(one(tale), Json.of("title", "second tab", "version", 1))
                .refused(409, "VERSION_CONFLICT");
        assertThat(conflict.path("version").asInt()).isEqualTo(2);
        assertThat(ada.get(one(tale)).text("title")).isEqualTo("first tab");
    }

    @Test
    void theVersionMayAlsoStandInIfMatch() {
        String tale = ada.conversation(Json.of("title", "before"));
        ada.send("PATCH", one(tale), Json.of("title", "wrong"), Map.of("If-Match", "\"7\""))
                .refused(409, "VERSION_CONFLICT");
        ada.send("PATCH", one(tale), Json.of("title", "right"), Map.of("If-Match", "\"1\""))
                .expect(200);
        assertThat(ada.get(one(tale)).text("title")).isEqualTo("right");
    }

    @Test
    void unknownMembersAreIgnoredAndNeverBound() {
        var made = ada.post(
                        ALL,
                        Json.of("title", "t", "account_id", "x", "leaf_id", "y", "created_at", "1970-01-01", "id", "z"))
                .expect(201)
                .json();
        assertThat(made.path("leaf_id").isNull()).isTrue();
        assertThat(made.path("id").asText()).hasSize(36);
        assertThat(made.path("created_at").asText()).doesNotStartWith("1970");
        ada.patch(one(made.path("id").asText()), Json.of("version", 1, "leaf_id", made.path("id")))
                .expect(200);
        assertThat(ada.get(one(made.path("id").asText())).json().path("leaf_id").isNull())
                .isTrue();
    }

    @Test
    void theListShowsTheMostRecentlyUsedFirst() {
        String first = ada.conversation(Json.of("title", "first"));
        String second = ada.conversation(Json.of("title", "second"));
        assertThat(Json.each(ada.get(ALL).json(), "id")).containsExactly(second, first);
        ada.say(first, "again");
        assertThat(Json.each(ada.get(ALL).json(), "id")).containsExactly(first, second);
    }

    @Test
    void aLongListIsReadInPagesWithoutGapsOrRepetition() {
        var made = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            made.addFirst(ada.conversation());
        }
        var read = new ArrayList<String>();
        String cursor = "";
        do {
            var page = ada.get(ALL + "?limit=3" + cursor).expect(200).json();
            assertThat(Json.items(page)).hasSizeLessThanOrEqualTo(3);
            read.addAll(Json.each(page, "id"));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        assertThat(read).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=201,limit", "limit=x,limit", "cursor=nonsense,cursor"})
    void aListThatCannotBeIsRefusedByName(String query, String field) {
        var refused = ada.get(ALL + "?" + query).refused(422, "INVALID_REQUEST");
        assertThat(refused.path("errors").path(0).path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"%E9%92%9F%E5%A3%B0,1", "LANTERN,1", "lantern,1", "%E6%B2%A1%E6%9C%89,0", "100%25,1", "_,0", "rosebud,1"
    })
    void aSearchFindsChineseAndLatinWordsInTitlesAndMessages(String words, int found) {
        var reader = stage.ada();
        String tale = reader.conversation(Json.of("title", "A Lantern, 100% sure"));
        reader.say(tale, "远处传来钟声 Rosebud\n~tokens:1");
        reader.conversation(Json.of("title", "something else"));
        assertThat(Json.each(reader.get(ALL + "?q=" + words).expect(200).json(), "id"))
                .hasSize(found)
                .allMatch(tale::equals);
    }

    @Test
    void theConversationOfASignInIsListedOnceSomethingWasSaidInIt() {
        var name = stage.eve().name();
        var session = stage.nobody()
                .post("/api/login", Json.of("username", name, "password", Person.PASSWORD))
                .expect(200);
        var eve = stage.holder(name, session.text("token"));
        String opened = session.text("conversation_id");
        eve.get(one(opened)).expect(200);
        assertThat(Json.items(eve.get(ALL).json())).isEmpty();
        eve.say(opened, "hello");
        assertThat(Json.each(eve.get(ALL).json(), "id")).containsExactly(opened);
    }

    @Test
    void aDeletedConversationIsGoneAtOnceAndCanBeBroughtBackWhole() {
        String tale = ada.conversation(Json.of("title", "gone"));
        var taken = ada.say(tale, "words");
        var before = ada.path(tale);
        ada.delete(one(tale)).expect(204);
        ada.get(one(tale)).refused(404, "NOT_FOUND");
        ada.get(one(tale) + "/messages").refused(404, "NOT_FOUND");
        ada.patch(one(tale), Json.of("title", "x")).refused(404, "NOT_FOUND");
        ada.delete(one(tale)).refused(404, "NOT_FOUND");
        ada.wish(tale, Json.of("text", "x")).refused(404, "NOT_FOUND");
        ada.patch("/api/messages/" + taken.answer(), Json.of("hidden", true)).refused(404, "NOT_FOUND");
        assertThat(Json.items(ada.get(ALL).json())).isEmpty();
        assertThat(Json.items(ada.get(ALL + "?q=words").json())).isEmpty();

        assertThat(ada.post(one(tale) + "/restore", null).expect(200).text("title"))
                .isEqualTo("gone");
        assertThat(ada.path(tale)).isEqualTo(before);
        ada.post(one(tale) + "/restore", null).refused(404, "NOT_FOUND");
    }

    @Test
    void aPurgedConversationCannotBeBroughtBackAndTellsNothingAnywhere() {
        String tale = ada.conversation(Json.of("system", "a secret prompt"));
        var taken = ada.say(tale, "a secret question");
        ada.delete(one(tale) + "?purge=true").expect(204);
        ada.post(one(tale) + "/restore", null).refused(404, "NOT_FOUND");
        String said = stage.upstream().completions().getFirst().delivered();
        for (String path : List.of("", "/inspect", "/events")) {
            var left = ada.get("/api/turns/" + taken.turn() + path);
            assertThat(left.body()).as("turn" + path).doesNotContain("secret").doesNotContain(said);
        }
        ada.assertBooksClosed();
    }

    @Test
    void deletingAConversationStopsWhatIsBeingWrittenInIt() {
        String tale = ada.conversation();
        var taken = ada.ask(tale, "a tale\n~tokens:2000~every:20ms");
        try (var events = ada.follow(taken)) {
            events.awaitText(5);
            ada.delete(one(tale)).expect(204);
            assertThat(events.end()).isEqualTo("stopped");
        }
        ada.assertBooksClosed();
    }
}
