package raconteur.story.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import raconteur.story.constraint.Constraints;
import raconteur.story.payload.EventType;

/** What a start gives to a story: slots by its seed, and the stricter of two wishes. */
class DrawingTest {
    private static final Map<String, List<String>> LISTS = Map.of(
            Picks.TONE, List.of("a", "b", "c"), Picks.THEME, List.of("d", "e", "f"), Picks.NPC, List.of("g", "h", "i"));

    private static Start start(String more) {
        var plan = Proof.yaml("title: T\nlanguage: en\npremise: It begins.\n" + more)
                .require("");
        return Start.of(new UUID(1, 2), 3, plan);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        for (var n = 0; n < 100; n++) {
            assertThat(Picks.of("seed" + n, LISTS)).isEqualTo(Picks.of("seed" + n, LISTS));
        }
        assertThat(Picks.of("run_test_001", LISTS)).as("and for good").isEqualTo(new Picks("c", "d", "h"));
    }

    @Test
    void everythingIsDrawnSometimeAndTheSlotsIndependently() {
        var drawn = new HashSet<Picks>();
        for (var n = 0; n < 1000; n++) {
            drawn.add(Picks.of("seed" + n, LISTS));
        }

        assertThat(drawn).hasSize(27);
    }

    @Test
    void anotherListDoesNotChangeWhatIsDrawnOfThis() {
        var more = Map.of(Picks.TONE, LISTS.getOrDefault(Picks.TONE, List.of()), Picks.NPC, List.of("x", "y"));

        assertThat(Picks.of("s", more).tone()).isEqualTo(Picks.of("s", LISTS).tone());
        assertThat(Picks.of("s", more).theme()).isNull();
        assertThat(Picks.of("s", Map.of())).isEqualTo(Picks.NONE);
    }

    @Test
    void ofTwoWishesTheStricterHolds() {
        var start = start("constraints: {content_rating: PG, max_chars_scene: 300, max_chars_option: 20,"
                + " forbidden_terms: [rope, \" \", rope]}\n");
        var own = start.constraints();

        assertThat(own.maxCharsScene()).isEqualTo(300);
        assertThat(own.forbiddenTerms()).containsExactly("rope");
        var looser = start.strictest(new Constraints("de", "R", 900, 10, List.of("knife")));
        assertThat(looser).isEqualTo(new Constraints("de", "PG", 300, 10, List.of("rope", "knife")));
        var stricter = start.strictest(new Constraints("en", "G", 200, 30, List.of()));
        assertThat(stricter).isEqualTo(new Constraints("en", "G", 200, 20, List.of("rope")));
    }

    @Test
    void whatAnAuthorLeavesOutIsLeftToThePlayer() {
        var wanted = new Constraints("en", "R", 900, 60, List.of("knife"));

        assertThat(start("").strictest(wanted)).isEqualTo(wanted);
        assertThat(start("").script().allowed()).isEqualTo(Script.EVENTS);
        assertThat(start("").draw("x")).isEqualTo(Picks.NONE);
    }

    @Test
    void onlyWhatTheScenarioHasMayHappen() {
        var script = start("allowed_events: [PUZZLE, DECISION]\n").script();

        assertThat(script.allowed()).containsExactly(EventType.DECISION, EventType.PUZZLE);
        assertThat(script.allows(EventType.COMBAT)).isFalse();
        assertThat(script.allows(EventType.ACTION)).isFalse();
        assertThat(script.allows(EventType.RESOLUTION)).isTrue();
    }
}
