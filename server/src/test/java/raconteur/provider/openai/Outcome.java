package raconteur.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Fault;
import raconteur.provider.Provider;
import raconteur.provider.ProviderException;
import raconteur.provider.StopReason;
import raconteur.provider.Told;

/** What was told and how it ended. */
record Outcome(Told told, @Nullable Throwable thrown, Duration lasted) {
    static Outcome of(Provider provider, Completion question) {
        var told = new Told();
        var began = System.nanoTime();
        var thrown = catchThrowable(() -> provider.complete(question, told));
        return new Outcome(told, thrown, Duration.ofNanos(System.nanoTime() - began));
    }

    Fault fault() {
        if (thrown instanceof ProviderException failed) {
            assertThat(failed.getMessage()).isNotBlank().doesNotContain(Samples.KEY, Samples.KEY.substring(7));
            assertThat(told.chunks()).noneMatch(Chunk.Finished.class::isInstance);
            return failed.fault();
        }
        throw new AssertionError("no fault but " + thrown + " after " + told.chunks(), thrown);
    }

    boolean passes() {
        return thrown instanceof ProviderException.Transient;
    }

    StopReason reason() {
        if (thrown != null) {
            throw new AssertionError("it failed", thrown);
        }
        return told.finished().reason();
    }
}
