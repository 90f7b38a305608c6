package raconteur.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;

/** Recognises requests that come again. */
@Singleton
public final class Repeats {
    /**
     * The turn that a request took when it first came.
     *
     * @param place the conversation it was asked in
     */
    public record Earlier(Turns.Taken taken, @Nullable UUID place) {}

    private static final int LONGEST_KEY = 200;
    private final Database database;
    private final StoredTurns stored;
    private final ObjectMapper json;
    private final InstantSource time;

    Repeats(Database database, StoredTurns stored, ObjectMapper json, InstantSource time) {
        this.database = database;
        this.stored = stored;
        this.json = json;
        this.time = time;
    }

    /**
     * How this request is recognised when it comes again; null when the caller gave no key.
     *
     * @param header the key as a header
     * @param field the key as a field of the body
     * @param asked everything that was asked
     */
    public Question.@Nullable Once once(@Nullable String header, @Nullable String field, Object... asked) {
        var key = header == null || header.isBlank() ? field : header.strip();
        if (key == null) {
            return null;
        }
        if (key.length() > LONGEST_KEY) {
            throw Refusal.invalid("Idempotency-Key", "at most 200 characters", "最多 200 个字符");
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(json.writeValueAsString(asked).getBytes(StandardCharsets.UTF_8));
            return new Question.Once(key, HexFormat.of().formatHex(digest));
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The turn that this request took when it first came.
     *
     * @throws Refusal {@link Code#IDEMPOTENCY_MISMATCH} when something else was asked then
     */
    public Optional<Earlier> earlier(Caller caller, Question.Once once) {
        return database.read(tx -> stored.byKey(tx, caller.account(), once.key())
                .filter(row -> !row.createdAt().plus(TurnConfig.KEY_LIFE).isBefore(time.instant()))
                .map(row -> {
                    if (!once.fingerprint().equals(row.fingerprint())) {
                        throw new Refusal(Code.IDEMPOTENCY_MISMATCH);
                    }
                    var generations = stored.generations(tx, row.account(), row.id()).stream()
                            .map(StoredTurns.Made::id)
                            .toList();
                    return new Earlier(new Turns.Taken(row.id(), generations, List.of(), false), row.place());
                }));
    }
}
