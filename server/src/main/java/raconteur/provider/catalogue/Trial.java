package raconteur.provider.catalogue;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.provider.Adapter;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Connection;
import raconteur.provider.Fault;
import raconteur.provider.Model;
import raconteur.provider.Models;
import raconteur.provider.Parameters;
import raconteur.provider.ProviderException;
import raconteur.provider.Timers;
import raconteur.provider.Tokens;

/**
 * Tries a provider out and says in words what happened: it is asked for its models, and one of them for a greeting. No
 * account pays for it. Takes at most a minute. Thread-safe.
 */
@Singleton
public final class Trial {
    /**
     * What happened.
     *
     * @param reached whether something answered at the address
     * @param keyAccepted null when that did not turn out
     * @param offered how many models it offers; null when it did not say
     * @param model which one was asked; null when none could be
     * @param firstContent null when nothing was said
     * @param tokens null when it did not count
     * @param detail what the fault was in the provider's case; never contains a key
     */
    public record Outcome(
            boolean works,
            boolean reached,
            @Nullable Boolean keyAccepted,
            @Nullable Integer offered,
            @Nullable String model,
            @Nullable Duration firstContent,
            Duration took,
            @Nullable Tokens tokens,
            @Nullable Fault fault,
            Text message,
            @Nullable String detail) {}

    private static final Duration LIST = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(45);
    private static final Timers PATIENCE = new Timers(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(40), Duration.ofSeconds(15), ANSWER);

    /** Enough for a model that thinks first to say a word. */
    private static final long MOST_TOKENS = 64;

    private final Catalogue catalogue;
    private final Models models;
    private final InstantSource time;

    Trial(Catalogue catalogue, Models models, InstantSource time) {
        this.catalogue = catalogue;
        this.models = models;
        this.time = time;
    }

    /** Asks a provider which models it offers and keeps what it tells. */
    public Outcome refresh(String name) throws InterruptedException {
        var entry = catalogue.entry(name);
        var started = time.instant();
        try {
            var offered = offered(entry.connection());
            if (entry.asks()) {
                catalogue.tell(name, offered);
            }
            return new Outcome(
                    true,
                    true,
                    true,
                    offered.size(),
                    null,
                    null,
                    since(started),
                    null,
                    null,
                    new Text("Models it offers: " + offered.size() + ".", "可用模型 " + offered.size() + " 个。"),
                    null);
        } catch (ProviderException failed) {
            return failed(failed, started, null, null);
        }
    }

    /** Tries a provider, with one of its models: this one, or the first there is. */
    public Outcome test(String name, @Nullable String wanted) throws InterruptedException {
        var entry = catalogue.entry(name);
        var started = time.instant();
        Integer count = null;
        var first = entry.models().stream()
                .filter(Entry.Described::enabled)
                .map(one -> one.model().name())
                .findFirst()
                .orElse(null);
        try {
            var offered = offered(entry.connection());
            count = offered.size();
            first = first == null && !offered.isEmpty() ? offered.getFirst().name() : first;
        } catch (ProviderException failed) {
            if (!mayStillAnswer(failed.fault())) {
                return failed(failed, started, null, null);
            }
        }
        var model = wanted == null ? first : wanted;
        if (model == null) {
            return new Outcome(
                    false,
                    true,
                    count == null ? null : true,
                    count,
                    null,
                    null,
                    since(started),
                    null,
                    null,
                    new Text("It is reached, but names no model to ask. Say which.", "已连接，但未列出模型，请指定一个。"),
                    null);
        }
        return greet(entry.connection(), model, count, started);
    }

    /** Some providers list no models although they have some. */
    private static boolean mayStillAnswer(Fault fault) {
        return switch (fault) {
            case CONFIG, ERROR, BAD_RESPONSE, PROTOCOL, TIMEOUT -> true;
            case UNAVAILABLE, TLS, RESET, STALLED, RATE_LIMITED, OVERLOADED, QUOTA, CONTEXT_TOO_LONG, CONTENT_POLICY ->
                false;
        };
    }

    private Outcome greet(Connection connection, String model, @Nullable Integer count, Instant started)
            throws InterruptedException {
        var provider = speaker(connection).connect(connection.with(PATIENCE));
        var request = Completion.of(model, List.of(Completion.Message.user("Say hello.")))
                .with(Parameters.NONE.withMaxTokens(MOST_TOKENS))
                .with(connection.keys().isEmpty() ? null : connection.keys().getFirst());
        var heard = new Heard();
        var asked = time.instant();
        try {
            within(ANSWER, () -> {
                provider.complete(request, heard);
                return heard;
            });
        } catch (ProviderException failed) {
            return failed(failed, started, count, model);
        }
        var first = heard.first == null ? null : Duration.between(asked, heard.first);
        return new Outcome(
                true,
                true,
                true,
                count,
                model,
                first,
                since(started),
                heard.tokens,
                null,
                new Text(
                        "It works: " + model + " answered"
                                + (first == null ? "." : " after " + first.toMillis() + " ms."),
                        "可用：" + model + (first == null ? " 已回答。" : " 在 " + first.toMillis() + " 毫秒后开始回答。")),
                null);
    }

    private Outcome failed(ProviderException failed, Instant started, @Nullable Integer count, @Nullable String model) {
        var fault = failed.fault();
        var reached = fault != Fault.UNAVAILABLE && fault != Fault.TLS && fault != Fault.TIMEOUT;
        return new Outcome(
                false,
                reached || count != null,
                accepted(fault, count != null),
                count,
                model,
                null,
                since(started),
                null,
                fault,
                Advice.on(fault),
                failed.getMessage());
    }

    /** A list of models proves nothing of the key: some give it to anybody. */
    private static @Nullable Boolean accepted(Fault fault, boolean listed) {
        return switch (fault) {
            case CONFIG -> listed ? null : Boolean.FALSE;
            case RATE_LIMITED, QUOTA, CONTEXT_TOO_LONG, CONTENT_POLICY -> Boolean.TRUE;
            case UNAVAILABLE, TLS, TIMEOUT, RESET, STALLED, OVERLOADED, ERROR, BAD_RESPONSE, PROTOCOL -> null;
        };
    }

    private List<Model> offered(Connection connection) throws InterruptedException {
        return within(
                LIST,
                () -> speaker(connection).offered(connection.with(PATIENCE).unknowing()));
    }

    private Adapter speaker(Connection connection) {
        return models.speaker(connection.dialect())
                .orElseThrow(() -> new Refusal(
                        Code.CONFLICT,
                        new Text(
                                "This version does not speak "
                                        + connection.dialect().word() + ".",
                                "本版本不支持 " + connection.dialect().word() + "。")));
    }

    /** Does something that waits for a provider, and gives up in time. */
    private static <T> T within(Duration limit, Callable<T> work) throws InterruptedException {
        var done = new CompletableFuture<T>();
        var thread = Thread.ofVirtual().name("trial").start(() -> {
            try {
                done.complete(work.call());
            } catch (Exception failure) {
                done.completeExceptionally(failure);
            }
        });
        try {
            return done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new ProviderException.Transient(
                    Fault.TIMEOUT, "No answer within " + limit.toSeconds() + " seconds.", null, late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            thread.interrupt();
        }
    }

    private Duration since(Instant started) {
        return Duration.between(started, time.instant());
    }

    /** Notes when the first content came, and what was counted. */
    private final class Heard implements java.util.function.Consumer<Chunk> {
        private volatile @Nullable Instant first;
        private volatile @Nullable Tokens tokens;

        @Override
        public void accept(Chunk chunk) {
            if (chunk instanceof Chunk.Finished(var _, var counted, var _)) {
                tokens = counted;
            } else if (first == null) {
                first = time.instant();
            }
        }
    }
}
