package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.FullHttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A provider that does exactly what it is told: speaks the wire of OpenAI, of Anthropic and of Ollama on a real port of
 * this machine, well or with any fault.
 *
 * <p>Safe to use from any thread. Answers are chosen in this order: a queued one, the first rule that matches, else the
 * standard changed by the knobs in the request. The package documentation lists the knobs.
 */
public final class Upstream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT_SCRIPTS = 4096;

    /** What a connection is to play, and for which call. */
    record Answer(Call call, Script script) {}

    private record Rule(Predicate<Call> when, Function<Call, Behaviour> behaviour) {}

    private record Composed(Behaviour behaviour, Ask ask) {}

    private final Loop loop = new Loop("upstream");
    private final Wheel wheel = new Wheel(loop.eventLoop());
    private final ChannelGroup connections = new DefaultChannelGroup(loop.eventLoop());
    private final Call.News news = new Call.News();
    private final Composer composer;
    private final int kept;
    private final ArrayDeque<Call> calls = new ArrayDeque<>();
    private final Queue<Object> queued = new ConcurrentLinkedQueue<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicInteger hellos = new AtomicInteger();
    private final Map<Composed, Script> scripts = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Composed, Script> eldest) {
            return size() > KEPT_SCRIPTS;
        }
    };
    private final Map<String, Integer> struck = new HashMap<>();
    private volatile Behaviour standard = Behaviour.standard();
    private volatile List<String> models = List.of("fake");
    private volatile @Nullable String key;
    private final AtomicInteger received = new AtomicInteger();
    private Channel door;

    private Upstream(int port, int kept, InstantSource clock) {
        this.kept = kept;
        this.composer = new Composer(clock);
        this.door = open(port);
    }

    /** Listens on {@code port} of loopback, any free one for 0, and keeps the last thousand calls. */
    public static Upstream start(int port) {
        return start(port, 1000);
    }

    static Upstream start(int port, int kept) {
        return new Upstream(port, kept, InstantSource.system());
    }

    public int port() {
        return ((InetSocketAddress) door.localAddress()).getPort();
    }

    /** The base URL for an Ollama client, {@code http://127.0.0.1:<port>}. */
    public URI root() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The base URL for an OpenAI or Anthropic client, {@code http://127.0.0.1:<port>/v1}. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    /** The same port as if it spoke TLS, which it does not (U02). */
    public URI secureBase() {
        return URI.create("https://127.0.0.1:" + port() + "/v1");
    }

    /** Answers the next completion that nobody has queued for in this way, whatever the request says. */
    public Upstream next(Behaviour behaviour) {
        queued.add(behaviour);
        return this;
    }

    /** The same with exact bytes. */
    public Upstream next(Script script) {
        queued.add(script);
        return this;
    }

    /** From now on answers every completion whose call matches; earlier rules win. */
    public Upstream when(Predicate<Call> matches, Behaviour behaviour) {
        return when(matches, _ -> behaviour);
    }

    /** The same, each call in its own way. */
    public Upstream when(Predicate<Call> matches, Function<Call, Behaviour> behaviour) {
        rules.add(new Rule(matches, behaviour));
        return this;
    }

    /** What the knobs of a request change; {@link Behaviour#standard} at the start. */
    public Upstream always(Behaviour behaviour) {
        standard = behaviour;
        return this;
    }

    /** The ids that {@code GET /v1/models} and {@code GET /api/tags} list. */
    public Upstream models(List<String> ids) {
        models = List.copyOf(ids);
        return this;
    }

    /** From now on refuses with 401 who does not send this key. */
    public Upstream requireKey(String wanted) {
        key = wanted;
        return this;
    }

    /** U01: stops listening and drops every connection; connecting is refused until {@link #listen}. */
    public void refuse() {
        door.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
    }

    /** Listens on the same port again. */
    public void listen() {
        if (!door.isOpen()) {
            door = open(((InetSocketAddress) door.localAddress()).getPort());
        }
    }

    /** All calls that are kept, oldest first. */
    public List<Call> calls() {
        synchronized (calls) {
            return new ArrayList<>(calls);
        }
    }

    /** The calls for a completion, oldest first. */
    public List<Call> completions() {
        return calls().stream().filter(call -> Vendor.isCompletion(call.path())).toList();
    }

    /** How many requests have come since the start, kept or not. */
    public int received() {
        return received.get();
    }

    /** How many have tried to speak TLS. */
    public int hellos() {
        return hellos.get();
    }

    /** Waits for the {@code nth} completion (from 1) to arrive; throws {@link AssertionError} when it does not. */
    public Call awaitCompletion(int nth, Duration limit) {
        await(() -> completions().size() >= nth, limit, "completion " + nth + " has not come");
        return completions().get(nth - 1);
    }

    /** Waits until {@code condition}, told again at every change of any call; throws {@link AssertionError}. */
    public void await(BooleanSupplier condition, Duration limit, String complaint) {
        news.await(condition, limit, () -> complaint + "; calls " + calls());
    }

    /** Forgets calls, queued answers, rules and how often faults have struck. */
    public void reset() {
        queued.clear();
        rules.clear();
        standard = Behaviour.standard();
        key = null;
        synchronized (calls) {
            calls.clear();
        }
        loop.eventLoop().submit(struck::clear).syncUninterruptibly();
    }

    /** Ends at once, with everything that is still running. */
    @Override
    public void close() {
        refuse();
        loop.close();
    }

    private Channel open(int port) {
        return loop.server()
                .childHandler(Connection.initializer(this, wheel))
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    void opened(Channel connection) {
        connections.add(connection);
    }

    void sawHello() {
        hellos.incrementAndGet();
        news.tell();
    }

    /** Called on the loop: records the request and decides what to answer. */
    Answer answer(FullHttpRequest request) {
        var headers = new HashMap<String, String>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        var body = read(request.content().toString(UTF_8));
        var call = new Call(
                received.incrementAndGet(), request.method().name(), request.uri(), Map.copyOf(headers), body, news);
        keep(call);
        try {
            return new Answer(call, choose(call));
        } catch (IllegalArgumentException e) {
            return new Answer(
                    call, Errors.refuse(400, String.valueOf(e.getMessage()), "invalid_request_error", "invalid_knob"));
        }
    }

    private static JsonNode read(String body) {
        if (body.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    private void keep(Call call) {
        synchronized (calls) {
            calls.add(call);
            if (calls.size() > kept) {
                calls.remove();
            }
        }
        news.tell();
    }

    private Script choose(Call call) {
        String sent = Call.key(call.headers());
        if (key != null && !key.equals(sent)) {
            return Refusals.stranger(call, sent == null ? "" : sent);
        }
        String path = call.path().replaceFirst("\\?.*", "");
        return switch (call.method() + " " + path) {
            case "POST /v1/chat/completions" -> complete(Vendor.OPENAI, call, sent == null ? "" : sent);
            case "POST /v1/messages" -> complete(Vendor.ANTHROPIC, call, sent == null ? "" : sent);
            case "POST /api/chat" -> complete(Vendor.OLLAMA, call, sent == null ? "" : sent);
            case "GET /v1/models" ->
                call.header("anthropic-version").isPresent() ? Other.pageOfModels(models, call) : Other.models(models);
            case "GET /api/tags" -> Other.tags(models);
            case "POST /api/show" -> Other.shown(models, call.body());
            case "POST /v1/embeddings" -> Other.embeddings(call.body());
            case "GET /fake/stats" -> Other.stats(received(), wheel.lateness());
            case "POST /fake/reset" -> {
                wheel.lateness().reset();
                yield Other.stats(received(), wheel.lateness());
            }
            default -> Errors.refuse(404, "Unknown request URL: " + path, "invalid_request_error", "unknown_url");
        };
    }

    private Script complete(Vendor vendor, Call call, String sent) {
        var wrong = Refusals.malformed(vendor, call);
        if (wrong != null) {
            return wrong;
        }
        var ask = Ask.of(vendor, call.body());
        var next = queued.poll();
        if (next instanceof Script script) {
            return script;
        }
        var behaviour = next instanceof Behaviour told
                ? told
                : rules.stream()
                        .filter(rule -> rule.when().test(call))
                        .findFirst()
                        .map(rule -> rule.behaviour().apply(call))
                        .orElseGet(() -> standard.with(ask.knobs()));
        if (behaviour.faulty()) {
            // Never kept: it may be limited in number, and a date in it may grow old.
            int nth = struck.merge(behaviour.toString(), 1, Integer::sum);
            return composer.compose(behaviour.at(nth), ask, sent);
        }
        return scripts.computeIfAbsent(new Composed(behaviour, ask), _ -> composer.compose(behaviour, ask, sent));
    }

    /** Runs until it is killed: {@code Upstream <port>}; prints {@code listening on <port>}. */
    public static void main(String[] arguments) throws InterruptedException {
        try (var upstream = start(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0, 0)) {
            System.out.println("listening on " + upstream.port());
            upstream.door.closeFuture().sync();
        }
    }
}
