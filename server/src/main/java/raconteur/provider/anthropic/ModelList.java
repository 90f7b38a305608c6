package raconteur.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Ability;
import raconteur.provider.Fault;
import raconteur.provider.Model;
import raconteur.provider.wire.Line;

/** Asks which models are offered, page by page. */
final class ModelList {
    private static final int LARGEST = 4 << 20;
    private static final int MOST = 2_000;
    private static final int PAGES = 20;
    private static final int LONGEST_NAME = 256;

    /** What every model of this vendor takes at least. */
    private static final long CONTEXT = 200_000;

    private final Line line;
    private final Function<String, RequestOptions> page;

    /** @param page the request for the page that this query, possibly empty, goes on with */
    ModelList(Line line, Function<String, RequestOptions> page) {
        this.line = line;
        this.page = page;
    }

    List<Model> ask() throws InterruptedException {
        var models = new ArrayList<Model>();
        var after = "";
        for (var i = 0; i < PAGES; i++) {
            var root = line.ask(page.apply(after), new byte[0], LARGEST);
            if (!root.path("data").isArray()) {
                throw line.faults().here(Fault.BAD_RESPONSE);
            }
            for (var entry : root.path("data")) {
                var model = model(entry);
                if (model != null && models.size() < MOST) {
                    models.add(model);
                }
            }
            var last = root.path("last_id").asText("");
            if (!root.path("has_more").asBoolean() || last.isEmpty()) {
                break;
            }
            after = "&after_id=" + URLEncoder.encode(last, StandardCharsets.UTF_8);
        }
        return models;
    }

    private @Nullable Model model(JsonNode entry) {
        var name = entry.path("id").asText("");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return null;
        }
        for (var known : line.connection().models()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        var context = entry.path("max_input_tokens").asLong(0);
        var output = entry.path("max_tokens").asLong(0);
        return new Model(
                name,
                line.connection().name(),
                context > 0 ? context : CONTEXT,
                output > 0 ? output : Model.ASSUMED_OUTPUT,
                null,
                Set.of(Ability.STREAM, Ability.TOOLS, Ability.IMAGES),
                false);
    }
}
