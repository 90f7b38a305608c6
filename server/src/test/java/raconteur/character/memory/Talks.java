package raconteur.character.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import raconteur.account.MemoryBudgets;
import raconteur.character.CharacterId;
import raconteur.turn.MessageId;

/** Small talk for tests: paths, lines, and a model that always says the same to the same. */
final class Talks {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    static final CharacterId LIN = new CharacterId(new UUID(7, 7));
    static final Counterpart ADA = new Counterpart(new UUID(1, 1), "Ada");
    static final Counterpart BEA = new Counterpart(new UUID(1, 2), "Bea");
    static final MemoryBudgets TIGHT = new MemoryBudgets(100, 60, 60);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicLong COUNT = new AtomicLong();

    private Talks() {}

    static UUID id() {
        return new UUID(9, COUNT.incrementAndGet());
    }

    static Compression.Making making() {
        return new Compression.Making(Talks::id, AT);
    }

    static Paths.Said said(@Nullable Counterpart by, String text) {
        return new Paths.Said(new MessageId(id()), by, by == null ? "Lin" : by.name(), text, false, false, AT);
    }

    static Paths.Said running(Paths.Said said) {
        return new Paths.Said(said.id(), said.by(), said.name(), said.text(), true, said.hidden(), said.at());
    }

    static Paths.Said hidden(Paths.Said said) {
        return new Paths.Said(said.id(), said.by(), said.name(), said.text(), said.running(), true, said.at());
    }

    /** Exchanges of a question and an answer, each of these texts. */
    static List<Paths.Said> exchanges(Counterpart by, String... texts) {
        var all = new ArrayList<Paths.Said>();
        for (var text : texts) {
            all.add(said(by, text));
            all.add(said(null, text));
        }
        return all;
    }

    static Paths.Path path(List<Paths.Said> messages) {
        return new Paths.Path(
                new UUID(5, 5),
                LIN,
                "Lin",
                messages.isEmpty() ? null : messages.getLast().id(),
                messages);
    }

    static Line line(String text, @Nullable Counterpart about, @Nullable Integer importance) {
        return new Line(id(), text, List.of(), about, importance, AT);
    }

    static List<String> texts(List<Line> lines) {
        return lines.stream().map(Line::text).toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    /** What the model says to this material, always the same; nothing that will do, now and then. */
    static JsonNode answer(JsonNode material) {
        var answer = JsonNodeFactory.instance.objectNode();
        if (Math.floorMod(material.toString().hashCode(), 9) == 0) {
            return answer;
        }
        if (material.has("messages")) {
            var lines = answer.putArray("lines");
            for (var at = 0; at < material.path("messages").size(); at += 2) {
                var message = material.path("messages").get(at);
                lines.addObject()
                        .put("subject", message.path("who").asText())
                        .put("action", "says")
                        .put("object", Texts.shortened(message.path("text").asText(), 24))
                        .putArray("messages")
                        .add(at + 1);
            }
            return answer;
        }
        var memories = answer.putArray("memories");
        for (var line : material.path("lines")) {
            var hash = line.path("text").asText().hashCode();
            var memory = memories.addObject()
                    .put("text", "once " + line.path("text").asText())
                    .put("relevance", Math.floorMod(hash, 6))
                    .put("novelty", Math.floorMod(hash >> 4, 6))
                    .put("impact", Math.floorMod(hash >> 8, 6));
            memory.putArray("lines").add(line.path("n").asInt());
        }
        return answer;
    }

    /** What becomes of a step with that model. */
    static MemoryEvent event(Step step) {
        return switch (step) {
            case Step.Nothing _ -> throw new AssertionError("nothing is to be done");
            case Step.Forget(var lines) -> new MemoryEvent.Forgotten(lines);
            case Step.Shorten shorten -> event(new Shortening(shorten));
            case Step.Integrate integrate -> event(new Integrating(integrate));
        };
    }

    private static MemoryEvent event(Compression compression) {
        var answer = answer(json(compression.material()));
        var isGood = compression.shape().faults(answer).isEmpty()
                && compression.check(answer).isEmpty();
        return isGood ? compression.event(answer, making()) : compression.merged(making());
    }
}
