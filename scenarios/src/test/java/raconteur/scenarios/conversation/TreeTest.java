package raconteur.scenarios.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Person.Taken;
import raconteur.scenarios.Stage;

@ExtendWith(Stage.Shared.class)
class TreeTest {
    private final Stage stage;
    private final Person ada;
    private String tale = "";

    TreeTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    @BeforeEach
    void open() {
        tale = ada.conversation();
    }

    private String at(String rest) {
        return "/api/conversations/" + tale + rest;
    }

    private List<String> ids(String query) {
        return Json.each(ada.get(at("/messages" + query)).expect(200).json(), "id");
    }

    private List<String> siblings(String message) {
        return ada.path(tale).stream()
                .filter(one -> one.path("id").asText().equals(message))
                .map(one -> one.path("sibling_ids"))
                .flatMap(list -> Json.items(list).stream())
                .map(JsonNode::asText)
                .toList();
    }

    private JsonNode sent(int call) {
        return stage.upstream().completions().get(call - 1).body().path("messages");
    }

    @Test
    void everyQuestionFollowsTheAnswerBeforeIt() {
        var first = ada.say(tale, "one\n~tokens:2");
        var second = ada.say(tale, "two\n~tokens:2");
        assertThat(ids("")).containsExactly(first.question(), first.answer(), second.question(), second.answer());
        var path = ada.path(tale);
        assertThat(path.get(0).path("parent_id").isNull()).isTrue();
        for (int i = 1; i < path.size(); i++) {
            assertThat(path.get(i).path("parent_id")).isEqualTo(path.get(i - 1).path("id"));
        }
        assertThat(path).allMatch(message -> message.path("state").asText().equals("complete"));
        assertThat(Json.each(sent(2), "role")).containsExactly("user", "assistant", "user");
        assertThat(Json.each(sent(2), "content"))
                .containsExactly(
                        path.get(0).path("text").asText(),
                        path.get(1).path("text").asText(),
                        "two\n~tokens:2");
    }

    @Test
    void aLongPathIsReadFromItsEndInPieces() {
        for (int i = 0; i < 3; i++) {
            ada.say(tale, "question " + i + "\n~tokens:1");
        }
        var all = ids("");
        assertThat(all).hasSize(6);
        assertThat(ids("?limit=2")).isEqualTo(all.subList(4, 6));
        assertThat(ids("?limit=3&before=" + all.get(4))).isEqualTo(all.subList(1, 4));
        assertThat(ids("?limit=50&before=" + all.get(1))).isEqualTo(all.subList(0, 1));
        assertThat(ids("?before=" + all.get(0))).isEmpty();
        var page = ada.get(at("/messages?limit=4")).json();
        var older = ada.get(at(
                        "/messages?limit=4&cursor=" + page.path("next_cursor").asText()))
                .json();
        assertThat(Json.each(older, "id")).isEqualTo(all.subList(0, 2));
        assertThat(older.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void anEditIsASiblingAndTheOldPathStaysReadable() {
        var first = ada.say(tale, "one\n~tokens:2");
        var old = ada.say(tale, "two\n~tokens:2");
        var edited = ada.say(tale, Json.of("text", "two, better\n~tokens:2", "parent_id", first.answer()));
        assertThat(siblings(edited.question())).containsExactly(old.question(), edited.question());
        assertThat(ids("")).containsExactly(first.question(), first.answer(), edited.question(), edited.answer());
        assertThat(ids("?leaf=" + old.answer()))
                .containsExactly(first.question(), first.answer(), old.question(), old.answer());
        assertThat(sent(3).toString()).contains("two, better").doesNotContain("two\\n");
    }

    @Test
    void theFirstQuestionIsEditedUnderNobody() {
        var old = ada.say(tale, "one");
        var edited = ada.say(tale, Json.of("text", "one, better", "parent_id", null));
        assertThat(siblings(edited.question())).containsExactly(old.question(), edited.question());
        assertThat(ids("")).containsExactly(edited.question(), edited.answer());
        assertThat(sent(2)).hasSize(1);
    }

    @Test
    void regeneratingMakesASiblingOfTheAnswer() {
        var first = ada.say(tale, "one\n~tokens:4");
        var again = ada.say(tale, Json.of("parent_id", first.question()));
        assertThat(again.question()).isEmpty();
        assertThat(siblings(again.answer())).containsExactly(first.answer(), again.answer());
        assertThat(ids("")).containsExactly(first.question(), again.answer());
        assertThat(sent(2)).isEqualTo(sent(1));
        ada.wish(tale, Json.of("parent_id", first.answer())).refused(422, "INVALID_REQUEST");
        ada.wish(tale, Json.of()).refused(422, "INVALID_REQUEST");
    }

    @Test
    void choosingALeafChangesWhereTalkGoesOn() {
        var first = ada.say(tale, "one\n~tokens:2");
        var left = ada.say(tale, "left\n~tokens:2");
        ada.say(tale, Json.of("text", "right\n~tokens:2", "parent_id", first.answer()));
        var chosen =
                ada.put(at("/leaf"), Json.of("message_id", left.question())).expect(200);
        assertThat(chosen.text("leaf_id")).isEqualTo(left.answer());
        var next = ada.say(tale, "further left");
        assertThat(ids(""))
                .containsExactly(
                        first.question(),
                        first.answer(),
                        left.question(),
                        left.answer(),
                        next.question(),
                        next.answer());
        assertThat(sent(4).toString()).contains("left").doesNotContain("right");
    }

    @Test
    void aForkHoldsTheSamePathAndGoesItsOwnWay() {
        ada.patch(at(""), Json.of("system", "You narrate.")).expect(200);
        var first = ada.say(tale, "one\n~tokens:2~reasoning:content");
        ada.patch("/api/messages/" + first.question(), Json.of("hidden", true)).expect(200);
        ada.say(tale, "two\n~tokens:2");
        var whole = ada.path(tale);
        var fork = ada.post(at("/fork"), Json.of("message_id", first.answer()))
                .expect(201)
                .json();
        String copy = fork.path("id").asText();
        assertThat(ada.texts(copy)).isEqualTo(ada.texts(tale).subList(0, 2));
        assertThat(ada.path(copy)).noneMatch(message -> whole.contains(message));
        assertThat(ada.path(copy).getFirst().path("hidden").asBoolean()).isTrue();
        assertThat(ada.path(copy).getLast().path("reasoning"))
                .isEqualTo(whole.get(1).path("reasoning"));
        ada.say(copy, "another two");
        assertThat(ada.path(tale)).isEqualTo(whole);
        assertThat(Json.each(sent(3), "role")).containsExactly("system", "assistant", "user");
    }

    @Test
    void aHiddenMessageStaysInThePathButTheModelNoLongerSeesIt() {
        var first = ada.say(tale, "remember the rosebud\n~tokens:2");
        var hidden = ada.patch("/api/messages/" + first.question(), Json.of("hidden", true, "version", 1))
                .expect(200)
                .json();
        assertThat(hidden.path("hidden").asBoolean()).isTrue();
        ada.say(tale, "two\n~tokens:2");
        assertThat(sent(2).toString()).doesNotContain("rosebud");
        assertThat(ada.texts(tale).getFirst()).contains("rosebud");
        ada.patch("/api/messages/" + first.question(), Json.of("hidden", false, "version", 1))
                .refused(409, "VERSION_CONFLICT");
        ada.send("PATCH", "/api/messages/" + first.question(), Json.of("hidden", false), Map.of("If-Match", "\"2\""))
                .expect(200);
        ada.say(tale, "three");
        assertThat(sent(3).toString()).contains("rosebud");
    }

    @Test
    void deletingAMessageTakesAllUnderItAndRestoringBringsAllBack() {
        var first = ada.say(tale, "one\n~tokens:2");
        var second = ada.say(tale, "two\n~tokens:2");
        var third = ada.say(tale, "three\n~tokens:2");
        var whole = ada.path(tale);
        ada.delete("/api/messages/" + second.question()).expect(204);
        assertThat(ids("")).containsExactly(first.question(), first.answer());
        ada.patch("/api/messages/" + third.answer(), Json.of("hidden", true)).refused(404, "NOT_FOUND");
        ada.get(at("/messages?leaf=" + third.answer())).refused(404, "NOT_FOUND");
        ada.delete("/api/messages/" + second.question()).refused(404, "NOT_FOUND");

        ada.post("/api/messages/" + second.question() + "/restore", null).expect(200);
        assertThat(ada.path(tale)).isEqualTo(whole);
        ada.post("/api/messages/" + second.question() + "/restore", null).refused(404, "NOT_FOUND");
    }

    @Test
    void talkGoesOnAboveWhatWasDeleted() {
        var first = ada.say(tale, "one\n~tokens:2");
        var second = ada.say(tale, "two\n~tokens:2");
        ada.delete("/api/messages/" + second.question()).expect(204);
        var next = ada.say(tale, "another two\n~tokens:2");
        assertThat(ids("")).containsExactly(first.question(), first.answer(), next.question(), next.answer());
        assertThat(siblings(next.question())).containsExactly(next.question());
    }

    @Test
    void whatIsPurgedNeverComesBackAndIsNoLongerInspected() {
        ada.say(tale, "one\n~tokens:2");
        var second = ada.say(tale, "a rosebud\n~tokens:2");
        var third = ada.say(tale, "three\n~tokens:2");
        ada.delete("/api/messages/" + second.question() + "?purge=true").expect(204);
        ada.post("/api/messages/" + second.question() + "/restore", null).refused(404, "NOT_FOUND");
        for (Taken taken : List.of(second, third)) {
            for (String path : List.of("", "/inspect")) {
                assertThat(ada.get("/api/turns/" + taken.turn() + path).body())
                        .as(path)
                        .doesNotContain("rosebud");
            }
        }
    }

    @Test
    void theEventsOfWhatWasPurgedTellNothingOfIt() {
        var taken = ada.say(tale, "a tale\n~tokens:1~text:emoji");
        String said = ada.answer(taken).path("text").asText();
        ada.delete("/api/messages/" + taken.question() + "?purge=true").expect(204);
        assertThat(ada.get("/api/turns/" + taken.turn() + "/events").body()).doesNotContain(said);
    }

    @Test
    void deletingWhatIsBeingWrittenStopsItFirst() {
        var taken = ada.ask(tale, "a tale\n~tokens:2000~every:20ms");
        try (var events = ada.follow(taken)) {
            events.awaitText(5);
            ada.delete("/api/messages/" + taken.question()).expect(204);
            assertThat(events.end()).isEqualTo("stopped");
            ada.post("/api/messages/" + taken.question() + "/restore", null).expect(200);
            assertThat(ada.texts(tale)).hasSize(2).last().isEqualTo(events.text());
        }
        ada.assertBooksClosed();
    }

    @Test
    void aSecondQuestionWhereAnAnswerIsBeingWrittenIsRefusedWithTheTurn() {
        var taken = ada.ask(tale, "a tale\n~tokens:2000~every:20ms");
        var refused = ada.wish(tale, Json.of("text", "and?")).refused(409, "TURN_RUNNING");
        assertThat(refused.path("turn_id").asText()).isEqualTo(taken.turn());
        ada.wish(tale, Json.of("parent_id", taken.question())).refused(409, "TURN_RUNNING");
        ada.post("/api/turns/" + taken.turn() + "/continue", null).refused(409, "TURN_RUNNING");
        assertThat(ada.path(tale)).hasSize(2);
        ada.stop(taken).expect(200);
        ada.say(tale, "and now?");
    }

    @Test
    void otherBranchesRunWhileOneIsBeingWritten() {
        var first = ada.say(tale, "one\n~tokens:2");
        var running = ada.ask(tale, "a tale\n~tokens:2000~every:20ms");
        var beside = ada.say(tale, Json.of("text", "beside\n~tokens:2", "parent_id", first.answer()));
        ada.say(tale, Json.of("text", "at the root\n~tokens:2", "parent_id", null));
        assertThat(ada.turn(running).path("state").asText()).isEqualTo("running");
        assertThat(ids("?leaf=" + beside.answer())).hasSize(4);
        ada.stop(running).expect(200);
    }

    @Test
    void aPlaceInAnotherConversationIsNoPlaceHere() {
        var elsewhere = ada.say(ada.conversation(), "elsewhere");
        for (var wish : List.of(
                Json.of("text", "x", "parent_id", elsewhere.answer()), Json.of("parent_id", elsewhere.question()))) {
            ada.wish(tale, wish).refused(404, "NOT_FOUND");
        }
        ada.put(at("/leaf"), Json.of("message_id", elsewhere.answer())).refused(404, "NOT_FOUND");
        ada.post(at("/fork"), Json.of("message_id", elsewhere.answer())).refused(404, "NOT_FOUND");
        ada.get(at("/messages?leaf=" + elsewhere.answer())).refused(404, "NOT_FOUND");
        assertThat(ada.path(tale)).isEmpty();
    }
}
