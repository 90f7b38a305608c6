package raconteur.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.provider.Completion;
import raconteur.provider.Parameters;

/**
 * What was sent, kept for inspection. Parts that are messages are kept by their message's id, so they go when the
 * message goes; others once per account by the hash of their text.
 */
@Singleton
final class PromptParts {
    /** The request of a generation as it is kept. */
    record Request(Parameters parameters, List<Reference> parts, Prompt.Dropped dropped) {}

    /** Where a part's text is. */
    record Reference(
            String source,
            String label,
            Completion.Role role,
            @Nullable String message,
            @Nullable String hash) {
        @Nullable
        MessageId messageId() {
            return message == null ? null : new MessageId(UUID.fromString(message));
        }
    }

    private final ObjectMapper json;

    PromptParts(ObjectMapper json) {
        this.json = json;
    }

    /** Keeps a prompt's texts and returns the request to store with its generation. */
    String keep(Handle tx, AccountId owner, @Nullable UUID place, Prompt prompt, Parameters parameters, Instant now) {
        var references = new ArrayList<Reference>();
        for (var part : prompt.parts()) {
            var message = part.message();
            var hash = message == null ? hash(part.text()) : null;
            if (hash != null) {
                store(tx, owner, place, hash, part.text(), now);
            }
            references.add(new Reference(
                    part.source(), part.label(), part.role(), message == null ? null : message.toString(), hash));
        }
        try {
            return json.writeValueAsString(new Request(parameters, references, prompt.dropped()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void store(Handle tx, AccountId owner, @Nullable UUID place, String hash, String text, Instant now) {
        tx.createUpdate("insert into prompt_part (account_id, hash, text, used_at) values (:owner, :hash, :text, :now)"
                        + " on conflict (account_id, hash) do update set used_at = excluded.used_at")
                .bind("owner", owner.toString())
                .bind("hash", hash)
                .bind("text", text)
                .bind("now", now.toEpochMilli())
                .execute();
        tx.createUpdate("insert into part_use (account_id, hash, place) values (:owner, :hash, :place)"
                        + " on conflict do nothing")
                .bind("owner", owner.toString())
                .bind("hash", hash)
                .bind("place", place == null ? "" : place.toString())
                .execute();
    }

    /**
     * Removes what only this place's prompts used, and empties their requests; in the transaction that erases the
     * place.
     */
    void forget(Handle tx, AccountId owner, UUID place) {
        tx.createUpdate("update generation set request = '{}' where account_id = :owner and turn_id in"
                        + " (select id from turn where account_id = :owner and conversation_id = :place)")
                .bind("owner", owner.toString())
                .bind("place", place.toString())
                .execute();
        tx.createUpdate("delete from part_use where account_id = :owner and place = :place")
                .bind("owner", owner.toString())
                .bind("place", place.toString())
                .execute();
        tx.createUpdate("delete from prompt_part where account_id = :owner and not exists"
                        + " (select 1 from part_use u where u.account_id = prompt_part.account_id"
                        + " and u.hash = prompt_part.hash)")
                .bind("owner", owner.toString())
                .execute();
    }

    /** Removes everything that was not used since a time. */
    void forgetUnused(Handle tx, Instant since) {
        for (var statement : List.of(
                "delete from part_use where exists (select 1 from prompt_part p where p.account_id = part_use.account_id"
                        + " and p.hash = part_use.hash and p.used_at < :since)",
                "delete from prompt_part where used_at < :since",
                "update generation set request = '{}' where created_at < :since and request <> '{}'")) {
            tx.createUpdate(statement).bind("since", since.toEpochMilli()).execute();
        }
    }

    /** What was sent, with the texts that still exist; nothing when it was forgotten. */
    Optional<Kept> find(Handle tx, AccountId owner, String stored, Function<MessageId, Optional<String>> messages) {
        try {
            if (stored.equals("{}")) {
                return Optional.empty();
            }
            var request = json.readValue(stored, new TypeReference<Request>() {});
            var parts = request.parts().stream()
                    .map(reference -> new Prompt.Part(
                            reference.source(),
                            reference.label(),
                            reference.role(),
                            text(tx, owner, reference, messages),
                            reference.messageId()))
                    .toList();
            return Optional.of(new Kept(request.parameters(), new Prompt(parts, request.dropped())));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored request cannot be read", broken);
        }
    }

    /** A request with its texts. */
    record Kept(Parameters parameters, Prompt prompt) {}

    private static String text(
            Handle tx, AccountId owner, Reference reference, Function<MessageId, Optional<String>> messages) {
        var message = reference.messageId();
        if (message != null) {
            return messages.apply(message).orElse("");
        }
        return tx.createQuery("select text from prompt_part where account_id = :owner and hash = :hash")
                .bind("owner", owner.toString())
                .bind("hash", reference.hash())
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
