package raconteur.turn;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Money;
import raconteur.provider.Prices;

/** Every turn and generation as it is kept, and the drafts of those that run. */
@Singleton
final class StoredTurns {
    /** A turn's row. */
    record Row(
            TurnId id,
            AccountId account,
            @Nullable UUID place,
            String surface,
            TurnState state,
            @Nullable String fingerprint,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            long lastEvent,
            Instant createdAt) {}

    /** A generation's row. */
    record Made(
            GenerationId id,
            TurnId turn,
            AccountId account,
            @Nullable MessageId message,
            String model,
            @Nullable Prices prices,
            long promptTokens,
            int openingLength,
            String request,
            String attempts,
            @Nullable Usage usage,
            @Nullable Duration overhead,
            @Nullable String finishReason) {}

    /** What was saved of an answer while it ran. */
    record Draft(GenerationId generation, EventLog.Piece piece) {}

    Optional<Row> byKey(Handle tx, AccountId owner, String key) {
        return tx.createQuery("select * from turn where account_id = :owner and idempotency_key = :key")
                .bind("owner", owner.toString())
                .bind("key", key)
                .map((row, _) -> row(row.getString("id"), row))
                .findOne();
    }

    /** Forgets keys given before a time: they may be used again. */
    void forgetKeys(Handle tx, Instant before) {
        tx.createUpdate("update turn set idempotency_key = null"
                        + " where idempotency_key is not null and created_at < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    /** How many turns of an account have not ended, but for those of some surfaces. */
    int running(Handle tx, AccountId owner, List<String> except) {
        return tx.createQuery("select count(*) from turn where account_id = :owner and ended_at is null"
                        + " and surface not in (<except>)")
                .bind("owner", owner.toString())
                .bindList("except", except.isEmpty() ? List.of("") : except)
                .mapTo(Integer.class)
                .one();
    }

    /** Those of these places in which a turn has not ended. */
    Set<UUID> busy(Handle tx, Collection<UUID> places) {
        return Set.copyOf(tx.createQuery("select distinct conversation_id from turn where conversation_id in (<places>)"
                        + " and ended_at is null")
                .bindList("places", places.stream().map(UUID::toString).toList())
                .mapTo(String.class)
                .map(UUID::fromString)
                .list());
    }

    void insert(Handle tx, TurnId id, Question question, Instant now) {
        var once = question.once();
        tx.createUpdate("insert into turn (id, account_id, conversation_id, surface, state, idempotency_key,"
                        + " fingerprint, last_event, created_at)"
                        + " values (:id, :account, :place, :surface, 'running', :key, :fingerprint, 0, :now)")
                .bind("id", id.toString())
                .bind("account", question.payer().account().toString())
                .bind(
                        "place",
                        question.place() == null ? null : question.place().toString())
                .bind("surface", question.surface())
                .bind("key", once == null ? null : once.key())
                .bind("fingerprint", once == null ? null : once.fingerprint())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void insert(Handle tx, Made made, long maxTokens, long promptBytes, Instant now) {
        var prices = made.prices();
        tx.createUpdate("insert into generation (id, turn_id, account_id, message_id, model, state, max_tokens,"
                        + " input_price, output_price, cached_price, prompt_bytes, prompt_tokens, opening_length, request, attempts,"
                        + " created_at) values (:id, :turn, :account, :message, :model, 'running', :max, :input, :output,"
                        + " :cached, :bytes, :tokens, :opening, :request, '[]', :now)")
                .bind("id", made.id().toString())
                .bind("turn", made.turn().toString())
                .bind("account", made.account().toString())
                .bind("message", made.message() == null ? null : made.message().toString())
                .bind("model", made.model())
                .bind("max", maxTokens)
                .bind("input", prices == null ? null : prices.input())
                .bind("output", prices == null ? null : prices.output())
                .bind("cached", prices == null ? null : prices.cached())
                .bind("bytes", promptBytes)
                .bind("tokens", made.promptTokens())
                .bind("opening", made.openingLength())
                .bind("request", made.request())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Ends a generation; false when it had ended before. */
    boolean end(Handle tx, Made made, TurnState state, Duration overhead, Instant now) {
        var usage = made.usage();
        tx.createUpdate("delete from draft where generation_id = :id")
                .bind("id", made.id().toString())
                .execute();
        return tx.createUpdate(
                                "update generation set state = :state, model = :model, attempts = :attempts,"
                                        + " input_tokens = :input, output_tokens = :output, cached_tokens = :cached,"
                                        + " reasoning_tokens = :reasoning, estimated = :estimated, reused = :reused, cost = :cost,"
                                        + " finish_reason = :reason, overhead_us = :overhead, ended_at = :now where id = :id and ended_at is null")
                        .bind("id", made.id().toString())
                        .bind("state", state.word())
                        .bind("model", made.model())
                        .bind("attempts", made.attempts())
                        .bind("input", usage == null ? null : usage.inputTokens())
                        .bind("output", usage == null ? null : usage.outputTokens())
                        .bind("cached", usage == null ? null : usage.cachedTokens())
                        .bind("reasoning", usage == null ? null : usage.reasoningTokens())
                        .bind("estimated", usage == null ? null : usage.estimated() ? 1 : 0)
                        .bind("reused", usage == null ? null : usage.cached() ? 1 : 0)
                        .bind("cost", usage == null ? null : usage.cost().nano())
                        .bind("overhead", overhead.toNanos() / 1000)
                        .bind("reason", made.finishReason())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    void end(
            Handle tx,
            TurnId turn,
            TurnState state,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            long lastEvent,
            Instant now) {
        tx.createUpdate("update turn set state = :state, error_code = :code, error_message = :message,"
                        + " last_event = :last, ended_at = :now where id = :id and ended_at is null")
                .bind("id", turn.toString())
                .bind("state", state.word())
                .bind("code", errorCode)
                .bind("message", errorMessage)
                .bind("last", lastEvent)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void save(Handle tx, List<Draft> drafts) {
        var batch = tx.prepareBatch("insert into draft (generation_id, last_event, text, reasoning)"
                + " select :generation, :last, :text, :reasoning"
                + " where exists (select 1 from generation where id = :generation and ended_at is null)");
        for (var draft : drafts) {
            batch.bind("generation", draft.generation().toString())
                    .bind("last", draft.piece().lastEvent())
                    .bind("text", draft.piece().text())
                    .bind("reasoning", draft.piece().reasoning())
                    .add();
        }
        batch.execute();
    }

    /** All that was saved of an answer, in order, as one piece. */
    EventLog.Piece draft(Handle tx, GenerationId generation) {
        var text = new StringBuilder();
        var reasoning = new StringBuilder();
        var last = new long[1];
        tx.createQuery("select * from draft where generation_id = :id order by last_event")
                .bind("id", generation.toString())
                .map((row, _) -> new EventLog.Piece(
                        row.getLong("last_event"), row.getString("text"), row.getString("reasoning")))
                .forEach(piece -> {
                    text.append(piece.text());
                    reasoning.append(piece.reasoning());
                    last[0] = piece.lastEvent();
                });
        return new EventLog.Piece(last[0], text.toString(), reasoning.toString());
    }

    /** Turns of every account that have not ended: what a crash leaves behind, read at the start only. */
    List<Row> unended(Handle tx) {
        return tx.createQuery("select * from turn where ended_at is null order by id")
                .map((row, _) -> row(row.getString("id"), row))
                .list();
    }

    Optional<Row> find(Handle tx, AccountId owner, TurnId id) {
        return tx.createQuery("select * from turn where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map((row, _) -> row(row.getString("id"), row))
                .findOne();
    }

    List<Made> generations(Handle tx, AccountId owner, TurnId turn) {
        return tx.createQuery("select * from generation where account_id = :owner and turn_id = :turn order by id")
                .bind("owner", owner.toString())
                .bind("turn", turn.toString())
                .map(row -> made(row))
                .list();
    }

    private static Row row(String id, java.sql.ResultSet row) throws java.sql.SQLException {
        var place = row.getString("conversation_id");
        return new Row(
                new TurnId(UUID.fromString(id)),
                new AccountId(UUID.fromString(row.getString("account_id"))),
                place == null ? null : UUID.fromString(place),
                row.getString("surface"),
                TurnState.of(row.getString("state")),
                row.getString("fingerprint"),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getLong("last_event"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static Made made(RowView row) {
        var input = row.getColumn("input_price", Long.class);
        var used = row.getColumn("input_tokens", Long.class);
        var message = row.getColumn("message_id", String.class);
        return new Made(
                new GenerationId(uuid(row, "id")),
                new TurnId(uuid(row, "turn_id")),
                new AccountId(uuid(row, "account_id")),
                message == null ? null : new MessageId(UUID.fromString(message)),
                row.getColumn("model", String.class),
                input == null ? null : prices(row, input),
                row.getColumn("prompt_tokens", Long.class),
                row.getColumn("opening_length", Integer.class),
                row.getColumn("request", String.class),
                row.getColumn("attempts", String.class),
                used == null ? null : usage(row, used),
                overhead(row),
                row.getColumn("finish_reason", String.class));
    }

    private static @Nullable Duration overhead(RowView row) {
        var micros = row.getColumn("overhead_us", Long.class);
        return micros == null ? null : Duration.ofNanos(micros * 1000);
    }

    private static Prices prices(RowView row, long input) {
        return new Prices(
                input, row.getColumn("output_price", Long.class), row.getColumn("cached_price", Long.class), null);
    }

    private static Usage usage(RowView row, long input) {
        return new Usage(
                input,
                row.getColumn("output_tokens", Long.class),
                row.getColumn("cached_tokens", Long.class),
                row.getColumn("reasoning_tokens", Long.class),
                row.getColumn("estimated", Integer.class) == 1,
                Integer.valueOf(1).equals(row.getColumn("reused", Integer.class)),
                new Money(row.getColumn("cost", Long.class)));
    }

    private static UUID uuid(RowView row, String column) {
        return UUID.fromString(row.getColumn(column, String.class));
    }
}
