package raconteur.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import raconteur.provider.Completion.Message;

/** What every provider promises. Implement it once per adapter, over a server that speaks the vendor's own protocol. */
public interface ProviderContract {
    /** A provider whose answers to {@link #greeting} are {@link #answer}, in several pieces, with tokens counted. */
    Provider greeter();

    /** A provider whose answer to {@link #greeting} begins and takes at least a minute to end. */
    Provider drawler();

    /** What the greeter answers. */
    String answer();

    default Completion greeting() {
        return Completion.of("any", List.of(Message.system("Be kind."), Message.user("Hello")));
    }

    @Test
    default void theLastChunkAndOnlyTheLastSaysItIsFinished() throws Exception {
        var told = new Told();

        greeter().complete(greeting(), told);

        assertThat(told.chunks().getLast()).isInstanceOf(Chunk.Finished.class);
        assertThat(told.chunks().subList(0, told.chunks().size() - 1)).noneMatch(Chunk.Finished.class::isInstance);
        assertThat(told.finished().reason()).isEqualTo(StopReason.STOP);
    }

    @Test
    default void theDeltasTogetherAreTheAnswer() throws Exception {
        var told = new Told();

        greeter().complete(greeting(), told);

        assertThat(told.text()).isEqualTo(answer());
        assertThat(told.chunks()).hasSizeGreaterThan(2).noneMatch(chunk -> chunk.equals(new Chunk.TextDelta("")));
    }

    @Test
    default void whatWasUsedIsCounted() throws Exception {
        var told = new Told();

        greeter().complete(greeting(), told);

        assertThat(told.finished().tokens())
                .matches(tokens -> tokens != null && tokens.input() > 0 && tokens.output() > 0);
    }

    @Test
    default void inOnePieceItIsTheSameAnswer() throws Exception {
        var told = new Told();

        greeter().complete(greeting().inOnePiece(), told);

        assertThat(told.text()).isEqualTo(answer());
        assertThat(told.finished().tokens()).isNotNull();
    }

    @Test
    default void anInterruptEndsTheStreamAndNothingIsToldAfterIt() throws Exception {
        var told = new Told();
        var ended = new CompletableFuture<List<Chunk>>();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                drawler().complete(greeting(), told);
                ended.completeExceptionally(new AssertionError("it ended by itself"));
            } catch (InterruptedException _) {
                ended.complete(told.chunks());
            } catch (RuntimeException other) {
                ended.completeExceptionally(other);
            }
        });
        told.await(1);

        caller.interrupt();

        var atTheEnd = ended.get(1, TimeUnit.SECONDS);
        caller.join();
        assertThat(told.chunks()).isEqualTo(atTheEnd).noneMatch(Chunk.Finished.class::isInstance);
    }

    @Test
    default void whoIsInterruptedBeforeAsksNobody() throws Exception {
        var told = new Told();
        var caller = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            try {
                greeter().complete(greeting(), told);
                caller.complete("completed");
            } catch (InterruptedException _) {
                caller.complete("interrupted");
            }
        });

        assertThat(caller.get(5, TimeUnit.SECONDS)).isEqualTo("interrupted");
        assertThat(told.chunks()).isEmpty();
    }

    @Test
    default void whatTheListenerThrowsEndsItAndIsThrown() {
        var told = new ArrayList<Chunk>();
        var enough = new IllegalStateException("enough");

        assertThatThrownBy(() -> drawler().complete(greeting(), chunk -> {
                    told.add(chunk);
                    throw enough;
                }))
                .isSameAs(enough);
        assertThat(told).hasSize(1);
    }

    @Test
    default void manyAtOnceDoNotMixTheirAnswers() throws Exception {
        var greeter = greeter();
        var all = new ArrayList<CompletableFuture<String>>();
        for (var i = 0; i < 50; i++) {
            var one = new CompletableFuture<String>();
            all.add(one);
            Thread.ofVirtual().start(() -> {
                var told = new Told();
                try {
                    greeter.complete(greeting(), told);
                    told.finished();
                    one.complete(told.text());
                } catch (InterruptedException | RuntimeException broken) {
                    one.completeExceptionally(broken);
                }
            });
        }
        for (var one : all) {
            assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(answer());
        }
    }

    @Test
    default void theBodyHoldsWhatIsAsked() {
        var body = greeter().body(greeting());

        assertThat(body).startsWith("{").contains("\"any\"", "Be kind.", "Hello");
    }
}
