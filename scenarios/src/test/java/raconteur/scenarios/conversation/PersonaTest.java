package raconteur.scenarios.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

@ExtendWith(Stage.Shared.class)
class PersonaTest {
    private static final String ALL = "/api/personas";

    private final Stage stage;
    private final Person ada;

    PersonaTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    private String make(String name, String description, boolean isDefault) {
        return ada.post(ALL, Json.of("name", name, "description", description, "is_default", isDefault))
                .expect(201)
                .text("id");
    }

    @Test
    void aPersonaIsMadeReadChangedAndDeleted() {
        String id = make("Ada the Brave", "A captain.", false);
        assertThat(ada.get(ALL + "/" + id).expect(200).text("description")).isEqualTo("A captain.");
        var changed = ada.patch(ALL + "/" + id, Json.of("name", "Ada", "version", 1))
                .expect(200)
                .json();
        assertThat(changed.path("name").asText()).isEqualTo("Ada");
        assertThat(changed.path("description").asText()).isEqualTo("A captain.");
        ada.patch(ALL + "/" + id, Json.of("name", "Other", "version", 1)).refused(409, "VERSION_CONFLICT");
        ada.delete(ALL + "/" + id).expect(204);
        ada.get(ALL + "/" + id).refused(404, "NOT_FOUND");
        assertThat(Json.items(ada.get(ALL).json())).isEmpty();
        assertThat(ada.post(ALL + "/" + id + "/restore", null).expect(200).text("name"))
                .isEqualTo("Ada");
    }

    @Test
    void onlyOnePersonaIsTheDefault() {
        String first = make("first", "", true);
        String second = make("second", "", true);
        assertThat(ada.get(ALL + "/" + first).json().path("is_default").asBoolean())
                .isFalse();
        assertThat(ada.get(ALL + "/" + second).json().path("is_default").asBoolean())
                .isTrue();
    }

    @Test
    void theModelLearnsWhoItTalksWithAndTheQuestionCarriesThatName() {
        make("Captain Ada", "She sails to 月亮.", true);
        String tale = ada.conversation();
        ada.say(tale, "hello");
        var sent = stage.upstream().completions().getFirst().body();
        assertThat(sent.path("messages").path(0).path("role").asText()).isEqualTo("system");
        assertThat(sent.path("messages").path(0).path("content").asText())
                .contains("Captain Ada")
                .contains("She sails to 月亮.");
        var author = ada.path(tale).getFirst().path("author");
        assertThat(author.path("kind").asText()).isEqualTo("persona");
        assertThat(author.path("name").asText()).isEqualTo("Captain Ada");
    }

    @Test
    void aConversationChoosesItsOwnPersonaOverTheDefault() {
        make("Default", "the usual one", true);
        String special = make("Special", "the chosen one", false);
        String tale = ada.conversation(Json.of("persona_id", special));
        ada.say(tale, "hello");
        assertThat(stage.upstream().completions().getFirst().body().toString())
                .contains("the chosen one")
                .doesNotContain("the usual one");
    }

    @Test
    void withoutAPersonaThePersonIsTheAccount() {
        String tale = ada.conversation();
        ada.say(tale, "hello");
        assertThat(stage.upstream().completions().getFirst().body().path("messages"))
                .hasSize(1);
        var author = ada.path(tale).getFirst().path("author");
        assertThat(author.path("kind").asText()).isEqualTo("account");
        assertThat(author.path("name").asText()).isEqualTo(ada.name());
    }

    @Test
    void nobodyUsesThePersonaOfAnother() {
        String id = make("Captain Ada", "hers", false);
        var eve = stage.eve();
        eve.get(ALL + "/" + id).refused(404, "NOT_FOUND");
        eve.post("/api/conversations", Json.of("persona_id", id)).refused(422, "INVALID_REQUEST");
        String tale = eve.conversation();
        eve.wish(tale, Json.of("text", "x", "persona_id", id)).refused(422, "INVALID_REQUEST");
        assertThat(stage.upstream().completions()).isEmpty();
    }
}
