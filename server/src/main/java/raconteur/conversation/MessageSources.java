package raconteur.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;
import raconteur.protocol.KnowledgeSource;
import raconteur.turn.MessageId;

/** What characters were told before their answers, with each answer. Each query names its owner. */
@Singleton
final class MessageSources {
    private final ObjectMapper json;

    MessageSources(ObjectMapper json) {
        this.json = json;
    }

    void keep(Handle tx, AccountId owner, MessageId answer, List<KnowledgeSource> sources) {
        if (sources.isEmpty()) {
            return;
        }
        tx.createUpdate("insert into message_source (message_id, account_id, sources) values (:id, :owner, :sources)")
                .bind("id", answer.toString())
                .bind("owner", owner.toString())
                .bind("sources", written(sources))
                .execute();
    }

    /** By message; those without any are left out. */
    Map<UUID, List<KnowledgeSource>> of(Handle tx, AccountId owner, Collection<UUID> messages) {
        var found = new HashMap<UUID, List<KnowledgeSource>>();
        if (!messages.isEmpty()) {
            tx.createQuery("select message_id, sources from message_source where account_id = :owner"
                            + " and message_id in (<ids>)")
                    .bind("owner", owner.toString())
                    .bindList("ids", messages.stream().map(UUID::toString).toList())
                    .map(row -> Map.entry(Rows.id(row, "message_id"), read(Rows.text(row, "sources"))))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    /** Keeps with each copy what its original was told. */
    void copy(Handle tx, AccountId owner, Map<UUID, UUID> copies) {
        var told = of(tx, owner, copies.keySet());
        copies.forEach(
                (original, copy) -> keep(tx, owner, new MessageId(copy), told.getOrDefault(original, List.of())));
    }

    private String written(List<KnowledgeSource> sources) {
        try {
            return json.writeValueAsString(sources);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<KnowledgeSource> read(String text) {
        try {
            return json.readValue(text, new TypeReference<List<KnowledgeSource>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored sources cannot be read", broken);
        }
    }
}
