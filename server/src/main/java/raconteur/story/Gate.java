package raconteur.story;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/**
 * Lets one call at a time into a session. Whoever asks the same meanwhile gets its answer, whoever asks something else
 * is refused. Of servers that share a database the journal makes sure that one call wins. Thread-safe.
 */
@Singleton
final class Gate {
    /** What calls compete for. */
    record Door(AccountId owner, String name) {}

    /** What a call does. */
    @FunctionalInterface
    interface Work {
        Answer run() throws InterruptedException;
    }

    private record Passing(String fingerprint, CompletableFuture<Answer> answer) {}

    private record Passed(String fingerprint, Answer answer, long at) {}

    private static final int REMEMBERED = 2000;

    private final Map<Door, Passing> passing = new ConcurrentHashMap<>();
    private final Cache<Door, Passed> passed = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    Gate() {}

    /**
     * Does the work, or waits for the same work.
     *
     * @param came when the request came, by {@link System#nanoTime}: who came before the last answer was there cannot
     *     have seen it, and asked at the same time as the one it was for
     * @throws Refusal {@link Code#TURN_RUNNING} when something else is being done there
     */
    Answer pass(Door door, String fingerprint, long came, Work work) throws InterruptedException {
        var mine = new Passing(fingerprint, new CompletableFuture<>());
        var other = passing.putIfAbsent(door, mine);
        if (other != null) {
            return same(fingerprint, other.fingerprint()) ? await(other.answer()) : refuse();
        }
        try {
            var answer = earlier(door, fingerprint, came);
            if (answer == null) {
                answer = work.run();
                passed.put(door, new Passed(fingerprint, answer, System.nanoTime()));
            }
            mine.answer().complete(answer);
            return answer;
        } catch (RuntimeException refused) {
            mine.answer().completeExceptionally(refused);
            throw refused;
        } catch (InterruptedException stopped) {
            mine.answer().completeExceptionally(new Refusal(Code.STOPPING).retryAfter(Duration.ofSeconds(1)));
            throw stopped;
        } finally {
            passing.remove(door, mine);
        }
    }

    /** The answer to the same, which was not there yet when this request came. */
    private @Nullable Answer earlier(Door door, String fingerprint, long came) {
        var before = passed.getIfPresent(door);
        if (before == null || before.at() - came <= 0) {
            return null;
        }
        return same(fingerprint, before.fingerprint()) ? before.answer() : refuse();
    }

    private static boolean same(String one, String other) {
        return one.equals(other);
    }

    private static Answer refuse() {
        throw new Refusal(Code.TURN_RUNNING).retryAfter(Duration.ofSeconds(1));
    }

    private static Answer await(CompletableFuture<Answer> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(failed);
        }
    }
}
