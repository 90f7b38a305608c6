package raconteur.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Ability;
import raconteur.provider.Connection;
import raconteur.provider.Fault;
import raconteur.provider.Model;
import raconteur.provider.Prices;
import raconteur.provider.ProviderException;

/** Asks a provider which models it offers, {@code GET /models}, and takes what it tells of their sizes and prices. */
final class ModelList {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST = 8 << 20;
    private static final int MOST = 2_000;
    private static final int LONGEST_NAME = 256;

    /** Models that do not chat. */
    private static final Pattern OTHERS = Pattern.compile(
            "(?i)embed|whisper|(^|[-/])tts|dall-e|moderation|rerank|realtime|transcribe|(^|[-/])(sora|flux|imagen|cogview)");

    private final Lanes.Lane lane;
    private final Connection connection;
    private final Faults faults;

    ModelList(Lanes.Lane lane, Connection connection) {
        this.lane = lane;
        this.connection = connection;
        this.faults = new Faults(connection);
    }

    List<Model> ask() throws InterruptedException {
        var answer = new CompletableFuture<byte[]>();
        lane.context()
                .runOnContext(_ -> lane.client()
                        .request(OpenAiProvider.options(connection, HttpMethod.GET, "/models")
                                .setTimeout(PATIENCE.toMillis()))
                        .compose(request -> request.send().compose(this::body))
                        .onSuccess(answer::complete)
                        .onFailure(answer::completeExceptionally));
        try {
            return models(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            throw cause instanceof ProviderException known ? known : Failures.connecting(faults, cause);
        } catch (TimeoutException late) {
            throw faults.here(Fault.TIMEOUT, late);
        }
    }

    private Future<byte[]> body(HttpClientResponse response) {
        var whole = Buffer.buffer();
        response.handler(piece -> {
            whole.appendBuffer(piece);
            if (whole.length() > LARGEST) {
                response.request().reset();
            }
        });
        return response.end().map(_ -> {
            if (response.statusCode() != 200) {
                throw Failures.refused(faults, response.statusCode(), whole.getBytes(), null);
            }
            return whole.getBytes();
        });
    }

    private List<Model> models(byte[] body) {
        try {
            var root = JSON.readTree(body);
            var data = root.isArray() ? root : root.path("data");
            if (!data.isArray()) {
                throw faults.here(Fault.BAD_RESPONSE);
            }
            var models = new ArrayList<Model>();
            for (var entry : data) {
                var model = model(entry);
                if (model != null && models.size() < MOST) {
                    models.add(model);
                }
            }
            return models;
        } catch (IOException broken) {
            throw faults.here(Fault.BAD_RESPONSE, broken);
        }
    }

    private @Nullable Model model(JsonNode entry) {
        var name = entry.path("id").asText("");
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || OTHERS.matcher(name).find()) {
            return null;
        }
        for (var known : connection.models()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        var context = first(entry, "context_length", "max_model_len", "context_window", "max_context_length");
        var output = first(entry, "max_completion_tokens", "max_output_tokens");
        if (output <= 0) {
            output = entry.path("top_provider").path("max_completion_tokens").asLong(0);
        }
        var size = context > 0 ? context : Model.ASSUMED_CONTEXT;
        return new Model(
                name,
                connection.name(),
                size,
                Math.min(size, output > 0 ? output : Model.ASSUMED_OUTPUT),
                prices(entry.path("pricing")),
                abilities(entry),
                false);
    }

    private static long first(JsonNode entry, String... fields) {
        for (var field : fields) {
            if (entry.path(field).asLong(0) > 0) {
                return entry.path(field).asLong();
            }
        }
        return 0;
    }

    /** OpenRouter tells prices per token, in dollars. */
    private static @Nullable Prices prices(JsonNode pricing) {
        try {
            if (pricing.path("prompt").isTextual() && pricing.path("completion").isTextual()) {
                var input = Prices.perToken(pricing.path("prompt").asText());
                var cached = pricing.path("input_cache_read").asText("");
                return new Prices(
                        input,
                        Prices.perToken(pricing.path("completion").asText()),
                        cached.isEmpty() ? input : Prices.perToken(cached),
                        null);
            }
        } catch (IllegalArgumentException _) {
            // such as -1 for a router that picks a model by itself: nobody knows the price
            return null;
        }
        return null;
    }

    private static EnumSet<Ability> abilities(JsonNode entry) {
        var abilities = EnumSet.of(Ability.STREAM);
        for (var parameter : entry.path("supported_parameters")) {
            switch (parameter.asText()) {
                case "tools" -> abilities.add(Ability.TOOLS);
                case "response_format" -> abilities.add(Ability.JSON_OBJECT);
                case "structured_outputs" -> abilities.add(Ability.JSON_SCHEMA);
                case "reasoning" -> abilities.add(Ability.REASONING);
                default -> {}
            }
        }
        for (var modality : entry.path("architecture").path("input_modalities")) {
            if (modality.asText().equals("image")) {
                abilities.add(Ability.IMAGES);
            }
        }
        return abilities;
    }
}
