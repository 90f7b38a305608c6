package raconteur.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import raconteur.platform.Language;
import raconteur.platform.Refusal;

/** Counts what became of what a run took in. For one thread. */
final class Tally {
    private static final int MOST_FAILURES = 100;

    private final ObjectNode counts = JsonNodeFactory.instance.objectNode();
    private final Language language;

    Tally(UUID collection, Language language) {
        this.language = language;
        for (var outcome : Ingestion.Outcome.values()) {
            counts.put(outcome.word(), 0);
        }
        counts.put("collection_id", collection.toString());
        counts.putArray("failures");
    }

    void add(Ingestion.Outcome outcome) {
        counts.put(outcome.word(), counts.path(outcome.word()).asInt() + 1);
    }

    void add(Ingestion.Taken taken) {
        add(taken.outcome());
        var problem = taken.line().problem();
        if (taken.outcome() == Ingestion.Outcome.FAILED && problem != null) {
            failure(taken.line().name(), problem);
        }
    }

    /** Something that did not even get a line. */
    void add(String name, Refusal refusal) {
        add(Ingestion.Outcome.FAILED);
        failure(name, new Register.Problem(refusal.code(), refusal.detail()));
    }

    private void failure(String name, Register.Problem problem) {
        var failures = counts.withArray("failures");
        if (failures.size() < MOST_FAILURES) {
            failures.addObject()
                    .put("name", name)
                    .put("code", problem.code().name())
                    .put("message", problem.message().in(language));
        }
    }

    JsonNode json() {
        return counts.deepCopy();
    }
}
