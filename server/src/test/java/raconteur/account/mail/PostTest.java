package raconteur.account.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Ids;
import raconteur.platform.ManualTime;
import raconteur.platform.Secret;
import raconteur.platform.Settings;
import raconteur.platform.db.EveryDatabase;

/** What becomes of letters: sent once, put off, refused with words, kept; and that a crash loses none. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class PostTest {
    private final ManualTime time = new ManualTime();
    private final EveryDatabase.Own own;
    private final Settings settings;
    private final Secret secret;
    private final Ids ids = new Ids(time);

    /** Does what it is told to next, and notes what it was given. */
    private static final class Clerk implements Mailer {
        private final ConcurrentLinkedQueue<Mail> given = new ConcurrentLinkedQueue<>();
        private volatile Outcome next = new Outcome.Sent();

        @Override
        public Outcome send(Mail mail) {
            given.add(mail);
            return next;
        }

        @Override
        public boolean reachesPeople() {
            return true;
        }
    }

    private final Clerk clerk = new Clerk();
    private final Post post;

    PostTest(EveryDatabase kind, @TempDir Path folder) {
        own = kind.open(folder, time);
        settings = Settings.read(
                folder,
                Map.of("RACONTEUR_SECRET_KEY", "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU", "RACONTEUR_DATA", folder.toString()),
                List.of());
        secret = Secret.open(settings, true);
        post = post();
    }

    private Post post() {
        return new Post(own.database(), new Letters(ids, time, settings), clerk, secret, time);
    }

    @AfterEach
    void close() {
        own.close();
    }

    private void put(Post into, String to) {
        own.database().transact(tx -> {
            var until = time.instant().plus(Duration.ofHours(1));
            into.put(tx, null, StoredLetter.Purpose.VERIFY, new Mail(to, "subject", "text\nfor " + to), until);
            return true;
        });
    }

    @Test
    void whatWasTakenIsGone() {
        put(post, "ada@example.org");
        assertThat(post.list(null, 10)).hasSize(1);

        post.deliver();
        post.deliver();

        assertThat(clerk.given).containsExactly(new Mail("ada@example.org", "subject", "text\nfor ada@example.org"));
        assertThat(post.list(null, 10)).isEmpty();
    }

    @Test
    void whatIsPutOffIsTriedAgainWithGrowingPausesAndThenLeftToTheOperator() {
        clerk.next = new Mailer.Outcome.Deferred("451 later");
        put(post, "ada@example.org");

        post.deliver();
        post.deliver();
        assertThat(clerk.given).hasSize(1);
        for (var pause : List.of(10, 30, 120, 300, 900)) {
            time.pass(Duration.ofSeconds(pause - 1));
            post.deliver();
            var before = clerk.given.size();
            time.pass(Duration.ofSeconds(1));
            post.deliver();
            assertThat(clerk.given).hasSize(before + 1);
        }

        // the next try would come after the link's end
        time.pass(Duration.ofMinutes(31));
        post.deliver();
        var left = post.list(null, 10).getFirst();
        assertThat(left.state()).isEqualTo(StoredLetter.State.REFUSED);
        assertThat(left.reason()).isEqualTo("451 later");
    }

    @Test
    void whatIsRefusedStaysWithTheServersWordsAndCanBeSentAgain() {
        clerk.next = new Mailer.Outcome.Refused("550 no such user");
        put(post, "ada@example.org");
        post.deliver();
        time.pass(Duration.ofHours(2));
        post.deliver();
        assertThat(clerk.given).hasSize(1);
        var refused = post.list(null, 10).getFirst();
        assertThat(refused.reason()).isEqualTo("550 no such user");
        assertThat(post.read(refused.id()).orElseThrow().mail().text()).isEqualTo("text\nfor ada@example.org");

        clerk.next = new Mailer.Outcome.Sent();
        assertThat(post.again(refused.id())).isTrue();
        post.deliver();

        assertThat(post.again(new LetterId(ids.next()))).isFalse();
        assertThat(post.discard(new LetterId(ids.next()))).isFalse();
    }

    @Test
    void ofTwoNodesOneSendsIt() throws Exception {
        var other = post();
        for (var n = 0; n < 30; n++) {
            put(post, "ada" + n + "@example.org");
        }
        var barrier = new CyclicBarrier(2);
        var outcomes = new ArrayList<Future<Boolean>>();
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var node : List.of(post, other)) {
                Callable<Boolean> work = () -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    node.deliver();
                    return true;
                };
                outcomes.add(nodes.submit(work));
            }
        }

        assertThat(outcomes).allMatch(Future::resultNow);
        assertThat(clerk.given).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void whatACrashLeftHalfSentIsSentAfterAWhile() {
        put(post, "ada@example.org");
        var claimed = own.database().transact(tx -> new Letters(ids, time, settings).claim(tx, 10));
        assertThat(claimed).hasSize(1);

        post.deliver();
        assertThat(clerk.given).isEmpty();
        time.pass(Duration.ofMinutes(2));
        post.deliver();

        assertThat(clerk.given).hasSize(1);
    }

    @Test
    void aLetterThatWasChangedInTheDatabaseIsNotSent() {
        put(post, "ada@example.org");
        put(post, "eve@example.org");
        own.database()
                .transact(tx -> tx.execute("update letter set sealed = (select sealed from letter where address ="
                        + " 'ada@example.org') where address = 'eve@example.org'"));

        post.deliver();

        assertThat(clerk.given).extracting(Mail::to).containsExactly("ada@example.org");
        assertThat(post.list(null, 10)).extracting(StoredLetter::state).containsExactly(StoredLetter.State.REFUSED);
    }

    @Test
    void oldLettersAreForgotten() {
        clerk.next = new Mailer.Outcome.Kept();
        put(post, "ada@example.org");
        post.deliver();
        time.pass(Duration.ofDays(8));

        put(post, "bert@example.org");

        assertThat(post.list(null, 10)).extracting(StoredLetter::address).containsExactly("bert@example.org");
    }
}
