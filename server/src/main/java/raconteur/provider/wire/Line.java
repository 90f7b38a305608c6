package raconteur.provider.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import raconteur.provider.ApiKey;
import raconteur.provider.Connection;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;

/** The line to one provider: how it is reached, and what goes wrong on the way. Thread-safe. */
public final class Line {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Lanes lanes;
    private final InstantSource time;
    private final Connection connection;
    private final Faults faults;

    public Line(Lanes lanes, InstantSource time, Connection connection) {
        this.lanes = lanes;
        this.time = time;
        this.connection = connection;
        this.faults = new Faults(connection);
    }

    public Connection connection() {
        return connection;
    }

    public Faults faults() {
        return faults;
    }

    /** The key to ask with: this one, else the connection's first; null where it has none. */
    public @Nullable ApiKey key(@Nullable ApiKey wanted) {
        return wanted != null || connection.keys().isEmpty()
                ? wanted
                : connection.keys().getFirst();
    }

    /** How to ask for an operation; without a key. */
    public RequestOptions request(HttpMethod method, String operation) {
        var base = connection.base();
        var secure = "https".equals(base.getScheme());
        var port = base.getPort() > 0 ? base.getPort() : secure ? 443 : 80;
        var path = base.getRawPath() == null ? "" : base.getRawPath();
        var options = new RequestOptions()
                .setMethod(method)
                .setSsl(secure)
                .setHost(base.getHost())
                .setPort(port)
                .setURI(path + operation)
                .putHeader("user-agent", "raconteur");
        var connect = connection.timers().connect();
        if (!connect.isZero()) {
            options.setConnectTimeout(Math.clamp(connect.toMillis(), 1, Integer.MAX_VALUE));
        }
        connection.headers().forEach(options::putHeader);
        return options;
    }

    /**
     * Asks for a completion and returns when the interpreter has told it to its end. Blocks; interrupt it to cancel.
     *
     * @param stream whether the answer comes piece by piece, in this framing
     * @throws ProviderException as {@link raconteur.provider.Provider#complete} has it
     */
    public void complete(RequestOptions request, byte[] body, boolean stream, Framing framing, Interpreter interpreter)
            throws InterruptedException {
        var reply = new Reply(faults, Bounds.DEFAULT, stream ? framing : Framing.EVENTS, interpreter);
        new Exchange(lanes.next(), request, body, stream, reply, faults, connection.timers(), time).run();
    }

    /**
     * Asks for a document, such as a list of models. Blocks.
     *
     * @param body empty for none
     * @param largest how many bytes it may have
     * @throws ProviderException if it does not come, or is no JSON
     */
    public JsonNode ask(RequestOptions request, byte[] body, int largest) throws InterruptedException {
        var answer = new CompletableFuture<byte[]>();
        var lane = lanes.next();
        request.setTimeout(PATIENCE.toMillis());
        lane.context()
                .runOnContext(_ -> lane.client()
                        .request(request)
                        .compose(asked -> asked.send(Buffer.buffer(body)).compose(response -> whole(response, largest)))
                        .onSuccess(answer::complete)
                        .onFailure(answer::completeExceptionally));
        try {
            return JSON.readTree(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            throw cause instanceof ProviderException known ? known : Failures.connecting(faults, cause);
        } catch (TimeoutException late) {
            throw faults.here(Fault.TIMEOUT, late);
        } catch (IOException broken) {
            throw faults.here(Fault.BAD_RESPONSE, broken);
        }
    }

    private Future<byte[]> whole(HttpClientResponse response, int largest) {
        var whole = Buffer.buffer();
        response.handler(piece -> {
            whole.appendBuffer(piece);
            if (whole.length() > largest) {
                response.request().reset();
            }
        });
        return response.end().map(_ -> {
            if (response.statusCode() != 200) {
                throw Envelope.of(whole.getBytes()).fault(faults, response.statusCode(), null);
            }
            return whole.getBytes();
        });
    }
}
