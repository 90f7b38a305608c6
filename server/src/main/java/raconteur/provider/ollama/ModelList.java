package raconteur.provider.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Ability;
import raconteur.provider.Fault;
import raconteur.provider.Model;
import raconteur.provider.ProviderException;
import raconteur.provider.wire.Json;
import raconteur.provider.wire.Line;

/** Asks which models have been pulled, and of each of the first ones what it can do. */
final class ModelList {
    private static final int LARGEST = 8 << 20;
    private static final int MOST = 500;
    private static final int DESCRIBED = 50;
    private static final int LONGEST_NAME = 256;

    /** Models are trained for more than the machines they run on have memory for. */
    private static final long ROOMIEST = 32_768;

    private static final Set<String> EMBEDDING = Set.of("bert", "nomic-bert", "nomic-bert-moe");

    private final Line line;
    private final BiFunction<HttpMethod, String, RequestOptions> request;

    ModelList(Line line, BiFunction<HttpMethod, String, RequestOptions> request) {
        this.line = line;
        this.request = request;
    }

    List<Model> ask() throws InterruptedException {
        var root = line.ask(request.apply(HttpMethod.GET, "/api/tags"), new byte[0], LARGEST);
        if (!root.path("models").isArray()) {
            throw line.faults().here(Fault.BAD_RESPONSE);
        }
        var models = new ArrayList<Model>();
        for (var entry : root.path("models")) {
            var name = entry.path("name").asText(entry.path("model").asText(""));
            var embeds = EMBEDDING.contains(entry.path("details").path("family").asText());
            if (!name.isEmpty() && name.length() <= LONGEST_NAME && !embeds && models.size() < MOST) {
                var model = model(name, models.size() < DESCRIBED ? describe(name) : MissingNode.getInstance());
                if (model != null) {
                    models.add(model);
                }
            }
        }
        return models;
    }

    private JsonNode describe(String name) throws InterruptedException {
        var body = Json.object(json -> json.writeStringField("model", name));
        try {
            return line.ask(request.apply(HttpMethod.POST, "/api/show"), body, LARGEST);
        } catch (ProviderException _) {
            // it is there all the same; what is not known of it is assumed
            return MissingNode.getInstance();
        }
    }

    private @Nullable Model model(String name, JsonNode shown) {
        for (var known : line.connection().models()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        var told = new HashSet<String>();
        shown.path("capabilities").forEach(word -> told.add(word.asText()));
        if (!told.isEmpty() && !told.contains("completion")) {
            return null;
        }
        // the server itself keeps an answer to a schema, whatever the model
        var abilities = EnumSet.of(Ability.STREAM, Ability.JSON_SCHEMA, Ability.JSON_OBJECT);
        if (told.contains("tools")) {
            abilities.add(Ability.TOOLS);
        }
        if (told.contains("vision")) {
            abilities.add(Ability.IMAGES);
        }
        if (told.contains("thinking")) {
            abilities.add(Ability.REASONING);
        }
        var context = context(shown);
        return new Model(
                name,
                line.connection().name(),
                context,
                Math.min(context / 2, Model.ASSUMED_OUTPUT),
                null,
                abilities,
                false);
    }

    private static long context(JsonNode shown) {
        var info = shown.path("model_info");
        var trained = info.path(info.path("general.architecture").asText("") + ".context_length")
                .asLong(0);
        return trained > 0 ? Math.min(trained, ROOMIEST) : Model.ASSUMED_CONTEXT;
    }
}
