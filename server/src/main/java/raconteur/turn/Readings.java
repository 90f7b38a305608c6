package raconteur.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Money;
import raconteur.provider.Parameters;
import raconteur.provider.Tokens;

/** Every answer to a structured question, as it is kept for inspection and for whoever asks the same again. */
@Singleton
final class Readings {
    /** A reading with what its call used. */
    record Used(
            Reading reading,
            @Nullable UUID place,
            Parameters parameters,
            @Nullable Usage usage) {}

    /** A reading's row; the prompt is kept like that of its generation. */
    record Row(
            int number,
            String model,
            String rung,
            String request,
            String answer,
            List<String> messages,
            List<String> notes,
            @Nullable String value,
            @Nullable Usage usage) {}

    private final PromptParts parts;
    private final ObjectMapper json;

    Readings(PromptParts parts, ObjectMapper json) {
        this.parts = parts;
        this.json = json;
    }

    /** Keeps them; they take the place of what was saved of their answers while they came. */
    void save(Handle tx, AccountId owner, GenerationId generation, List<Used> read, Instant now) {
        if (!read.isEmpty()) {
            tx.createUpdate("delete from draft where generation_id = :generation")
                    .bind("generation", generation.toString())
                    .execute();
            read.forEach(used -> save(tx, owner, generation, used, now));
        }
    }

    private void save(Handle tx, AccountId owner, GenerationId generation, Used used, Instant now) {
        var reading = used.reading();
        var usage = used.usage();
        tx.createUpdate(
                        "insert into reading (generation_id, number, account_id, model, rung, request, answer, messages,"
                                + " notes, value, input_tokens, output_tokens, cached_tokens, reasoning_tokens, estimated, cost)"
                                + " values (:generation, :number, :owner, :model, :rung, :request, :answer, :messages, :notes,"
                                + " :value, :input, :output, :cached, :reasoning, :estimated, :cost)")
                .bind("generation", generation.toString())
                .bind("number", reading.number())
                .bind("owner", owner.toString())
                .bind("model", reading.model())
                .bind("rung", reading.rung())
                .bind(
                        "request",
                        parts.keep(tx, owner, used.place(), reading.prompt(), used.parameters(), reading.format(), now))
                .bind("answer", reading.answer())
                .bind("messages", written(reading.messages()))
                .bind("notes", written(reading.notes()))
                .bind("value", reading.value())
                .bind("input", usage == null ? null : usage.inputTokens())
                .bind("output", usage == null ? null : usage.outputTokens())
                .bind("cached", usage == null ? null : usage.cachedTokens())
                .bind("reasoning", usage == null ? null : usage.reasoningTokens())
                .bind("estimated", usage == null ? null : usage.estimated() ? 1 : 0)
                .bind("cost", usage == null ? null : usage.cost().nano())
                .execute();
    }

    /** Those of a generation, in order. */
    List<Row> of(Handle tx, AccountId owner, GenerationId generation) {
        return tx.createQuery("select * from reading where account_id = :owner and generation_id = :generation"
                        + " order by number")
                .bind("owner", owner.toString())
                .bind("generation", generation.toString())
                .map(row -> row(row))
                .list();
    }

    /** Forgets those of a place, in the transaction that erases it. */
    void forget(Handle tx, AccountId owner, UUID place) {
        tx.createUpdate("delete from reading where account_id = :owner and generation_id in (select g.id"
                        + " from generation g join turn t on t.id = g.turn_id where t.account_id = :owner"
                        + " and t.conversation_id = :place)")
                .bind("owner", owner.toString())
                .bind("place", place.toString())
                .execute();
    }

    /** Forgets all of an account, in the transaction that deletes it. */
    void forget(Handle tx, AccountId owner) {
        tx.createUpdate("delete from reading where account_id = :owner")
                .bind("owner", owner.toString())
                .execute();
    }

    /** Forgets those of every account that are older, a housekeeper's work. */
    void forgetBefore(Handle tx, Instant time) {
        tx.createUpdate("delete from reading where exists (select 1 from generation g"
                        + " where g.id = reading.generation_id and g.created_at < :time)")
                .bind("time", time.toEpochMilli())
                .execute();
    }

    private Row row(RowView row) {
        var input = row.getColumn("input_tokens", Long.class);
        return new Row(
                row.getColumn("number", Integer.class),
                row.getColumn("model", String.class),
                row.getColumn("rung", String.class),
                row.getColumn("request", String.class),
                row.getColumn("answer", String.class),
                lines(row.getColumn("messages", String.class)),
                lines(row.getColumn("notes", String.class)),
                row.getColumn("value", String.class),
                input == null ? null : usage(row, input));
    }

    private static Usage usage(RowView row, long input) {
        return Usage.of(
                new Tokens(
                        input,
                        row.getColumn("output_tokens", Long.class),
                        row.getColumn("cached_tokens", Long.class),
                        row.getColumn("reasoning_tokens", Long.class)),
                row.getColumn("estimated", Integer.class) == 1,
                new Money(row.getColumn("cost", Long.class)));
    }

    private String written(List<String> lines) {
        try {
            return json.writeValueAsString(lines);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<String> lines(String written) {
        try {
            return json.readValue(written, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored reading cannot be read", broken);
        }
    }
}
