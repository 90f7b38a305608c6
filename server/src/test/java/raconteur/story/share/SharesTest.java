package raconteur.story.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.StoryShared;
import raconteur.protocol.StoryTold;
import raconteur.story.Hall;

/** Links to read a story by. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class SharesTest {
    private final Hall hall;
    private final Shares shares;

    SharesTest(EveryDatabase kind, @TempDir Path folder) {
        hall = new Hall(kind, folder, _ -> List.of(new Voiding())).telling();
        shares = new Shares(hall.world.database(), hall.recital, hall.time, new Voiding());
    }

    @AfterEach
    void end() {
        hall.close();
    }

    private static void notFound(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
    }

    private String kept() {
        return hall.world
                .database()
                .read(tx -> tx.createQuery("select * from story_share")
                        .mapToMap()
                        .list()
                        .toString());
    }

    @Test
    void aStrangerMakesNoLinkAndSeesNone() throws InterruptedException {
        var story = hall.init().story();
        var link = shares.share(hall.ada.account(), story);
        var eve = hall.world.ada("1").account();

        notFound(() -> shares.share(eve, story));
        notFound(() -> shares.shared(eve, story));
        notFound(() -> shares.end(eve, story));
        notFound(() -> shares.read("rs_nothing"));
        notFound(() -> shares.read(""));
        assertThat(shares.read(link.token()).items()).hasSize(1);
    }

    @Test
    void whoeverHasTheLinkReadsWhatWasToldAndNothingThatNamesAnything() throws Exception {
        var begun = hall.init();
        hall.choose("DECISION", 1);
        var link = shares.share(hall.ada.account(), begun.story());

        var shared = shares.read(link.token());

        assertThat(link.path()).isEqualTo("/s/" + link.token());
        assertThat(shared.eventNumber()).isEqualTo(2);
        assertThat(shared.state()).isEqualTo("playing");
        assertThat(shared.items()).extracting(StoryTold::type).containsExactly("init", "decision");
        assertThat(shared.items().getLast().chosen()).isNotBlank();
        var json = new ObjectMapper().registerModule(new JavaTimeModule()).writeValueAsString(shared);
        assertThat(json)
                .contains("opening")
                .doesNotContain(
                        begun.story().toString(),
                        Hall.SESSION,
                        hall.ada.account().toString(),
                        "run_test_001",
                        "trace_id",
                        "world_seed",
                        String.valueOf(begun.turn()));
    }

    @Test
    void everyNewLinkVoidsTheOneBeforeAndNoneIsKeptAsItIs() throws InterruptedException {
        var story = hall.init().story();
        var owner = hall.ada.account();
        assertThat(shares.shared(owner, story)).isEqualTo(new StoryShared(false, null));
        var first = shares.share(owner, story);
        var second = shares.share(owner, story);

        notFound(() -> shares.read(first.token()));
        assertThat(shares.read(second.token()).items()).hasSize(1);
        assertThat(shares.shared(owner, story)).isEqualTo(new StoryShared(true, second.createdAt()));
        assertThat(second.token()).hasSizeGreaterThanOrEqualTo(3 + 32);
        assertThat(kept()).doesNotContain(second.token()).doesNotContain(first.token());
        shares.end(owner, story);
        notFound(() -> shares.read(second.token()));
        assertThat(shares.shared(owner, story).shared()).isFalse();
        shares.end(owner, story);
    }

    @Test
    void aStoryThatIsGoneLeavesNoLink() throws InterruptedException {
        var story = hall.init().story();
        var link = shares.share(hall.ada.account(), story);
        hall.views.delete(hall.ada.account(), story);

        notFound(() -> shares.read(link.token()));
        assertThat(kept()).isEqualTo("[]");
    }
}
