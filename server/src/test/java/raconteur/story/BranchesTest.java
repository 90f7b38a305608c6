package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static raconteur.story.Hall.says;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.StoryReplayed.Difference;
import raconteur.protocol.StoryState;
import raconteur.story.payload.EventType;
import raconteur.story.play.Tales;

/** Stories that go another way, are played again, and are written down. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class BranchesTest {
    private final Hall hall;

    BranchesTest(EveryDatabase kind, @TempDir Path folder) {
        hall = new Hall(kind, folder).telling();
    }

    @AfterEach
    void end() {
        hall.close();
    }

    private StoryId played() throws InterruptedException {
        var begun = hall.init();
        hall.time.pass(Duration.ofSeconds(10));
        hall.choose("DECISION", 1);
        hall.time.pass(Duration.ofSeconds(10));
        hall.choose("COMBAT", 2);
        hall.act("RESOLUTION", null);
        return begun.story();
    }

    private StoryState fork(StoryId id, int after, String session) {
        return hall.branches.fork(hall.ada.account(), id, after, session);
    }

    @Test
    void aBranchHasTheTimeTheFateAndTheMemoryOfItsPoint() throws InterruptedException {
        var id = played();
        var before = hall.bytes(id);
        hall.time.pass(Duration.ofHours(1));

        var branch = fork(id, 2, "branch");
        var other = new StoryId(branch.id());

        assertThat(branch.eventNumber()).isEqualTo(2);
        assertThat(branch.elapsedSeconds()).isEqualTo(10);
        assertThat(branch.nextEventType()).isEqualTo("COMBAT");
        assertThat(branch.status()).isEqualTo(new StoryState.Status(100, 0));
        assertThat(branch.origin()).isEqualTo(new StoryState.Origin(id.value(), 2));
        hall.assertFolds(other);
        var combat = Hall.request("COMBAT", "branch", 3, new raconteur.protocol.Invoke.Payload(2, null, null));
        hall.invoke(hall.ada, combat, null);
        assertThat(hall.told(other).getLast().vitals())
                .as("the same seed and number draw the same")
                .isEqualTo(hall.told(id).get(2).vitals());
        assertThat(hall.bytes(id)).isEqualTo(before);
    }

    @Test
    void aBranchFromNowhereOrUnderATakenNameIsRefused() throws InterruptedException {
        var id = played();

        assertThatThrownBy(() -> fork(id, 9, "branch"))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo(Code.INVALID_REQUEST));
        assertThatThrownBy(() -> fork(id, 2, Hall.SESSION))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo(Code.CONFLICT));
        assertThat(hall.views.list(hall.ada.account(), null, null, 10).items()).hasSize(1);
    }

    @Test
    void whatWasRecordedComesOutTheSameToTheByte() throws InterruptedException {
        var id = played();
        hall.time.pass(Duration.ofDays(3));
        var calls = hall.upstream.completions().size();

        var replayed = hall.replays.again(hall.ada, id);

        assertThat(replayed.differences()).isEmpty();
        assertThat(replayed.events()).isEqualTo(4);
        assertThat(replayed.whole()).isTrue();
        assertThat(hall.upstream.completions()).hasSize(calls);
        assertThat(hall.views.list(hall.ada.account(), null, null, 10).items()).hasSize(1);
    }

    @Test
    void anotherModelTellsTheSameChoicesAndWhatDiffersIsReported() throws InterruptedException {
        var id = played();
        hall.upstream
                .next(says(Tales.proposal(EventType.INIT, "DECISION", 0)))
                .next(says(other(Tales.proposal(EventType.DECISION, "COMBAT", 33))));

        var replayed = hall.replays.by("fake/other", hall.ada, id, "trace");

        assertThat(replayed.whole()).isTrue();
        assertThat(replayed.differences())
                .extracting(Difference::eventNumber, Difference::field)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(2, "/ai_state/arc_progress"),
                        org.assertj.core.groups.Tuple.tuple(2, "/scene/summary"))
                .noneMatch(one -> one.toString().contains("trace_id"))
                .noneMatch(one -> one.toString().contains("status"));
        var replay = new StoryId(java.util.Objects.requireNonNull(replayed.storyId()));
        assertThat(hall.told(replay)).hasSize(4);
        assertThat(hall.upstream.completions().getLast().body().path("model").asText())
                .isEqualTo("other");
    }

    private static ObjectNode other(ObjectNode said) {
        said.withObject("/scene").put("summary", "Another wind sings.");
        return said;
    }

    @Test
    void aReplayStopsWhereAChoiceIsNotAllowedAnyMore() throws InterruptedException {
        var id = played();
        hall.upstream
                .next(says(Tales.proposal(EventType.INIT, "DECISION", 0)))
                .next(says(Tales.proposal(EventType.DECISION, "PUZZLE", 20)));

        var replayed = hall.replays.by("fake/other", hall.ada, id, "trace");

        assertThat(replayed.whole()).isFalse();
        assertThat(replayed.events()).isEqualTo(2);
        assertThat(replayed.differences().getLast().field()).isEqualTo("/event/type");
    }

    @Test
    void whatIsWrittenDownIsTextAndNothingElse() throws InterruptedException {
        hall.init();
        hall.act("ACTION", "<script>alert('x')</script> & \"more\" *stars*");
        var id = hall.stories
                .current(hall.ada.account(), Hall.SESSION)
                .orElseThrow()
                .id();

        var html = hall.book.html(hall.ada.account(), id);
        var markdown = hall.book.markdown(hall.ada.account(), id);
        var whole = hall.book.whole(hall.ada.account(), id);

        assertThat(html).doesNotContain("<script").contains("&lt;script&gt;").contains("<html lang=\"en\">");
        assertThat(markdown).doesNotContain("<script").contains("\\*stars\\*").startsWith("# The Lamp");
        assertThat(whole.journal()).hasSize(hall.entries(id).size());
    }

    @Test
    void whatIsDeletedIsGoneWithItsJournal() throws InterruptedException {
        var id = played();

        hall.views.delete(hall.ada.account(), id);

        assertThat(hall.entries(id)).isEmpty();
        assertThatThrownBy(() -> hall.views.get(hall.ada.account(), id)).isInstanceOf(Refusal.class);
        assertThat(hall.init().number()).isEqualTo(1);
    }

    @Test
    void whoeverFollowsHearsOfTheNextEvent() throws Exception {
        var begun = hall.init();
        var seen = hall.entries(begun.story()).size();
        var heard = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
            try {
                return hall.views.journal(hall.ada.account(), begun.story(), seen, 50, Hall.SOON);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        });

        hall.choose("DECISION", 1);

        assertThat(heard.get().items().getFirst().type()).isEqualTo("acted");
    }

    @Test
    void titlesChangeOnlyForWhoHasSeenTheLastOfIt() throws InterruptedException {
        var id = hall.init().story();
        var seen = hall.views.get(hall.ada.account(), id).version();

        var renamed = hall.views.rename(hall.ada.account(), id, "My lamp", (int) seen);

        assertThat(renamed.title()).isEqualTo("My lamp");
        assertThatThrownBy(() -> hall.views.rename(hall.ada.account(), id, "Late", (int) seen))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo(Code.VERSION_CONFLICT));
        hall.choose("DECISION", 1);
        assertThat(hall.views.get(hall.ada.account(), id).title()).isEqualTo("My lamp");
        hall.assertFolds(id);
        assertThat(List.of(hall.views.get(hall.ada.account(), id).title())).doesNotContain("Late");
    }
}
