package raconteur.account;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.types.Argon2;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * Hashes and checks passwords with Argon2id. Each costs megabytes ({@link Setting#PASSWORD_MEMORY}) and tens of
 * milliseconds of a core, so two threads do all of it and a short queue waits for them; who finds it full is told to
 * come back, and the streams keep the cores.
 */
@Singleton
final class Passwords {
    /**
     * What checking a password came to.
     *
     * @param weak whether it was kept with weaker parameters than today's and should be hashed again
     */
    record Verdict(boolean matches, boolean weak) {}

    static final int SHORTEST = 8;
    static final int LONGEST = 256;
    private static final int LEAST_MEMORY = 1024;
    private static final int ITERATIONS = 2;
    private static final int THREADS = 2;
    private static final int QUEUE = 64;

    private final SecureRandom random = new SecureRandom();
    private final Argon2Function todays;
    /** Stands in for the hash of somebody unknown: checking against it takes as long and never succeeds. */
    private final String nobodys;

    private final ThreadPoolExecutor threads;

    Passwords(Settings settings) {
        var memory = Math.max(LEAST_MEMORY, settings.number(Setting.PASSWORD_MEMORY));
        todays = Argon2Function.getInstance(memory, ITERATIONS, 1, 32, Argon2.ID);
        nobodys = "$argon2id$v=19$m=%d,t=%d,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                .formatted(memory, ITERATIONS);
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().daemon().name("password-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /** Refuses what cannot be a new password, naming the rule and the field. */
    static void check(String field, String password) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw Refusal.invalid(field, "must have 8 to 256 characters", "须为 8 到 256 个字符");
        }
    }

    /** The hash to keep, with its salt and parameters. */
    String hash(String password) {
        return run(() -> {
            var salt = new byte[16];
            random.nextBytes(salt);
            return todays.hash(bytes(password), salt).getResult();
        });
    }

    /**
     * Checks a password.
     *
     * @param kept the hash; none for somebody unknown, which takes as long
     * @param last asked just before the work begins, after any wait; what it throws is thrown here
     */
    Verdict verify(String password, @Nullable String kept, Runnable last) {
        return run(() -> {
            last.run();
            var hash = kept == null ? nobodys : kept;
            var parameters = parameters(hash);
            var matches = parameters.check(new String(bytes(password), StandardCharsets.UTF_8), hash);
            return new Verdict(kept != null && matches, isWeak(parameters));
        });
    }

    /** How many wait for one of the threads. */
    int waiting() {
        return threads.getQueue().size();
    }

    private static Argon2Function parameters(String hash) {
        try {
            return Argon2Function.getInstanceFromHash(hash);
        } catch (BadParametersException broken) {
            throw new IllegalStateException("a kept password is not in the form of Argon2", broken);
        }
    }

    private boolean isWeak(Argon2Function used) {
        return used.getVariant() != Argon2.ID
                || used.getMemory() < todays.getMemory()
                || used.getIterations() < ITERATIONS;
    }

    /** Composed once, so that the same keys pressed on another system give the same password. */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }

    private <T> T run(Callable<T> work) {
        Future<T> result;
        try {
            result = threads.submit(work);
        } catch (RejectedExecutionException _) {
            throw new Refusal(Code.OVERLOADED).retryAfter(Duration.ofSeconds(2));
        }
        try {
            return result.get();
        } catch (InterruptedException _) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new Refusal(Code.OVERLOADED).retryAfter(Duration.ofSeconds(1));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        }
    }
}
