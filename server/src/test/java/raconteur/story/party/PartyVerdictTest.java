package raconteur.story.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import raconteur.story.payload.EventType;
import raconteur.story.play.Difficulty;
import raconteur.story.play.Story;
import raconteur.story.play.StoryEvent;
import raconteur.story.play.Tales;

/** What comes of choices. */
class PartyVerdictTest {
    private static final Story STORY = Tales.begun("DECISION");

    private static Verdict.Voice voice(String name, @Nullable Integer option, @Nullable String text) {
        return new Verdict.Voice(name, new Player.Choice(2, option, text));
    }

    private static Round.Move vote(Story story, Integer... options) {
        return Verdict.of(
                Round.Way.VOTE,
                story,
                true,
                List.of(options).stream()
                        .map(option -> voice("x", option, null))
                        .toList());
    }

    private static Story seeded(String seed) {
        var story = Story.UNBEGUN.after(new StoryEvent.Begun(Tales.setup(seed, Difficulty.NORMAL)));
        return Tales.play(story, EventType.INIT, null, null, Tales.proposal(EventType.INIT, "DECISION", 0));
    }

    @Test
    void mostVotesWin() {
        assertThat(vote(STORY, 1, 2, 2)).isEqualTo(new Round.Move(EventType.DECISION, 2, null));
    }

    @Test
    void aTieIsTheSameInWhateverOrderTheyChoseAndAnotherForAnotherSeed() {
        var won = new HashSet<Integer>();
        for (var n = 0; n < 40; n++) {
            var story = seeded("run_" + n);
            assertThat(vote(story, 2, 1)).isEqualTo(vote(story, 1, 2)).isEqualTo(vote(story, 1, 2, 2, 1));
            won.add(vote(story, 1, 2).option());
        }
        assertThat(won).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void actsOfSeveralAreOneActionInTheOrderOfTheirSeats() {
        var move = Verdict.of(
                Round.Way.ACT,
                STORY,
                true,
                List.of(voice("Ada", null, "I light the lamp."), voice("Bo", null, "I hold the door.")));

        assertThat(move)
                .isEqualTo(new Round.Move(EventType.ACTION, null, "Ada: I light the lamp. Bo: I hold the door."));
    }

    @Test
    void whereNoActionIsTakenTheOptionsDecide() {
        var move = Verdict.of(Round.Way.ACT, STORY, false, List.of(voice("Ada", 1, null), voice("Bo", 1, null)));

        assertThat(move).isEqualTo(new Round.Move(EventType.DECISION, 1, null));
    }

    @Test
    void whatManySayFitsIntoOneEventAndTheLastIsHeardToo() {
        var voices = IntStream.range(0, 8)
                .mapToObj(n -> voice("P" + n, null, "\uD83D\uDD25".repeat(300)))
                .toList();

        var text = String.valueOf(Verdict.of(Round.Way.ACT, STORY, true, voices).text());

        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(2000);
        assertThat(text).contains("P7: \uD83D\uDD25");
    }

    @Test
    void codesAreReadInAnyForm() {
        assertThat(Codes.read(" ab-cd—ef 23\t")).isEqualTo("ABCDEF23");
        assertThat(Codes.read("ＡＢＣＤ２３４５")).isEqualTo("ABCD2345");
    }
}
