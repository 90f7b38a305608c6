package raconteur.scenarios.mod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.bench.Upstream;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/**
 * What players of Don't Starve Together see of the real server, in the Lua of the game and in the one of some players.
 */
@ExtendWith(Stage.Shared.class)
class ModTest {
    private static final Set<String> THINKING = Set.of("...", "……");

    private final Stage stage;
    private final Person ada;

    ModTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    private static String key(Person person) {
        return person.post("/api/me/keys", Json.of("name", "game", "scopes", List.of("game")))
                .expect(201)
                .text("key");
    }

    private World world(World.Lua lua) {
        return World.open(lua, "server_url", stage.base().toString(), "token", key(ada));
    }

    /** From now on whoever asks this is answered so. */
    private static void teach(Upstream upstream, String asked, String answer, String knobs) {
        upstream.when(
                call -> lastWords(call.body().path("messages").toString()).contains(asked),
                Behaviour.standard().saying(answer).with(knobs));
    }

    /** The newest words of a prompt; what was said before stands further up. */
    private static String lastWords(String prompt) {
        return prompt.substring(Math.max(0, prompt.lastIndexOf("\"user\"", prompt.lastIndexOf("\"user\"") - 1)));
    }

    /** What somebody said, without the sign that they think. */
    private static List<String> words(World world, String name) {
        return world.said(name, 1).stream()
                .filter(line -> !THINKING.contains(line))
                .toList();
    }

    private String lastPrompt() {
        return stage.upstream().completions().getLast().body().path("messages").toString();
    }

    @ParameterizedTest
    @EnumSource
    void aStarvingPlayerInWinterIsAnsweredByWhoStandsThere(World.Lua lua) {
        teach(stage.upstream(), "What shall I do", "Eat. Then gather wood.", "~every:1ms");
        try (var world = world(lua).joins("Ada", "wendy").creature("Pig", "pigman", 3)) {
            world.creature("Hound", "hound", 30);
            world.tell("change", "season", "winter");
            world.tell("set", "Ada", "hunger", "current", 0);
            world.tell("hurt", "Ada", "Hound");

            world.chat("Ada", "!What shall I do?");
            world.quiet();

            assertThat(words(world, "Pig")).containsExactly("Eat. Then gather wood.");
            assertThat(lastPrompt())
                    .contains("season: winter", "hunger: 0/150", "you: Pig", "What shall I do?")
                    .contains("Ada was attacked by Hound.");
            assertThat(world.tell("cut").asText()).isEmpty();
            assertThat(world.log()).doesNotContain("no answer", "refuses", ".lua:");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCharacterWithoutABodyIsHeardAsAnAnnouncement(World.Lua lua) {
        var card = Json.of("name", "Isolde", "description", "{{char}} keeps the lighthouse.", "first_mes", "Ahoy.");
        ada.post("/api/characters/import", card).expect(200);
        teach(stage.upstream(), "Any ships", "None tonight.", "~every:1ms");
        try (var world = world(lua).joins("Ada", "wendy").creature("Pig", "pigman", 3)) {
            // it asks once whom the server knows
            world.tell("run", 2);
            world.chat("Ada", "!isolde, any ships? Any ships?");

            assertThat(world.announced(1)).containsExactly("Isolde: None tonight.");
            assertThat(lastPrompt()).contains("Isolde keeps the lighthouse.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void sentencesAreSaidWhileTheNextIsWrittenAndActionsAreDone(World.Lua lua) {
        teach(
                stage.upstream(),
                "Come with me",
                "Near enough to smell, little one, and it will not wait for us.\n>> follow {\"seconds\": 60}\n"
                        + "Gather all the wood you can carry before the night comes back.",
                "~first:800ms~every:60ms");
        try (var world = world(lua).joins("Ada", "wendy").creature("Pig", "pigman", 3)) {
            world.chat("Ada", "!Come with me.");

            assertThat(world.said("Pig", 1)).containsExactly("...");
            assertThat(world.said("Pig", 2)).last().asString().startsWith("Near enough");
            world.quiet();
            assertThat(world.said("Pig", 3)).last().asString().startsWith("Gather all the wood");
            assertThat(world.tell("leader", "Pig").asText()).isEqualTo("Ada");
            assertThat(world.tell("cut").asText()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOlderSaveTakesTheMemoryBack(World.Lua lua) {
        teach(stage.upstream(), "the first secret", "I keep it.", "~every:1ms");
        teach(stage.upstream(), "the second secret", "I keep that too.", "~every:1ms");
        teach(stage.upstream(), "What do you know", "Much.", "~every:1ms");
        try (var world = world(lua).joins("Ada", "wendy").creature("Pig", "pigman", 3)) {
            world.chat("Ada", "!Here is the first secret: the moon.");
            world.quiet();
            world.tell("save", "evening");
            world.tell("run", 30);
            world.chat("Ada", "!Here is the second secret: the sea.");
            world.quiet();
            assertThat(lastPrompt()).contains("the first secret");
            world.chat("Ada", "!What do you know?");
            world.quiet();
            assertThat(lastPrompt()).contains("the first secret", "the second secret");

            world.tell("load", "evening");
            world.joins("Ada", "wendy").creature("Pig", "pigman", 3);
            world.tell("run", 5);
            world.chat("Ada", "!What do you know?");
            world.quiet();

            assertThat(lastPrompt()).contains("the first secret").doesNotContain("the second secret");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsKilledInMidAnswerIsFoundAgain(World.Lua lua) throws Exception {
        try (var own = Stage.with()) {
            teach(
                    own.upstream(),
                    "Tell me a story",
                    "Once there was a lighthouse that nobody had ever seen from the land.\n" + "It waited. ".repeat(60),
                    "~first:600ms~every:250ms");
            teach(own.upstream(), "Are you there", "Always.", "~every:1ms");
            int door = own.server().port();
            try (var world = World.open(lua, "server_url", own.base().toString(), "token", key(own.ada()))) {
                world.joins("Ada", "wendy").creature("Pig", "pigman", 3);
                world.chat("Ada", "!Tell me a story.");
                assertThat(world.said("Pig", 2)).last().asString().startsWith("Once there was");
                own.server().kill();
                world.tell("run", 1);
                own.startAgain();
                world.tell("door", door, own.server().port());
                world.quiet();

                assertThat(world.tell("cut").asText()).isEmpty();
                world.tell("run", 61);
                world.chat("Ada", "!Are you there?");
                world.quiet();
                assertThat(words(world, "Pig")).last().isEqualTo("Always.");
                assertThat(world.log()).contains("answers again").doesNotContain(".lua:");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"PLAIN,late", "PLAIN,twice", "PLAIN,deaf", "JIT,late", "JIT,twice", "JIT,deaf"})
    void whateverTheGameDoesWithCallbacksOneQuestionIsOneAnswer(World.Lua lua, String mood) {
        teach(stage.upstream(), "Hello", "Good evening.", "~every:1ms");
        try (var world = world(lua).joins("Ada", "wendy").creature("Pig", "pigman", 3)) {
            world.tell("mood", mood);
            world.chat("Ada", "!Hello");
            world.quiet();

            assertThat(words(world, "Pig")).containsExactly("Good evening.");
            assertThat(stage.upstream().completions()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerOfAnySignsIsShownAsItIs(World.Lua lua) {
        var answer = "他说：“不行”\\n \"never\" 'it's' ]] 😀 𠮷 % %s \\ end.";
        teach(stage.upstream(), "Signs", answer, "~every:1ms");
        try (var world = world(lua).joins("Ada", "wendy").creature("Pig", "pigman", 3)) {
            world.chat("Ada", "!Signs " + "字".repeat(120) + "'\"\\");
            world.quiet();

            assertThat(String.join(" ", words(world, "Pig"))).isEqualTo(answer);
            assertThat(world.log()).doesNotContain("no answer", "refuses", ".lua:");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModelThatFailsIsALineAndAWrongKeyIsToldInTheLog(World.Lua lua) {
        stage.upstream().always(Behaviour.standard().with("~fault:U10.500"));
        try (var world = world(lua).joins("Ada", "wendy").creature("Pig", "pigman", 3)) {
            world.chat("Ada", "!Hello");
            world.quiet();
            assertThat(world.said("Pig", 1)).last().asString().isNotEqualTo("...");
        }
        try (var world = World.open(lua, "server_url", stage.base().toString(), "token", "rk_nobody_knows_this")) {
            world.joins("Ada", "wendy").creature("Pig", "pigman", 3);
            world.chat("Ada", "!Hello");
            world.quiet();
            assertThat(world.said("Pig", 1)).hasSize(1);
            assertThat(world.log()).contains("refuses: 401").doesNotContain("rk_nobody");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverJoinsIsGreetedAndThinksAloudOfWhatIsSeen(World.Lua lua) {
        teach(stage.upstream(), "has just come into this world", "You look hungry.", "~every:1ms");
        teach(stage.upstream(), "looks at", "Dead wood, like all of us.", "~every:1ms");
        var settings = new Object[] {
            "server_url", stage.base().toString(), "token", key(ada), "greeting", true, "inspecting", 20
        };
        try (var world = World.open(lua, settings).creature("Pig", "pigman", 3).joins("Ada", "wendy")) {
            assertThat(world.said("Pig", 1)).containsExactly("You look hungry.");
            world.creature("Log", "log", 2);

            assertThat(world.tell("inspect", "Log", "Ada", "It's a log.").asText())
                    .isEqualTo("It's a log.");
            assertThat(world.said("Ada", 1)).containsExactly("Dead wood, like all of us.");
        }
    }
}
