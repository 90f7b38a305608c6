package raconteur.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.platform.db.Rows;

/**
 * What people choose for themselves, on whatever device they are. {@value #LANGUAGE} is the language in which this
 * server speaks and writes to them, {@value MemoryBudgets#CHOICE} how much their characters keep in mind; everything
 * else is kept for their apps. Thread-safe.
 */
@Singleton
public final class Preferences {
    /** What was chosen; {@code version} counts the changes. */
    public record Chosen(Map<String, Object> choices, int version) {}

    private static final String LANGUAGE = "language";
    private static final int MOST_BYTES = 16_384;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final Accounts accounts;
    private final Authentication authentication;

    Preferences(Database database, Accounts accounts, Authentication authentication) {
        this.database = database;
        this.accounts = accounts;
        this.authentication = authentication;
    }

    public Chosen of(Caller caller) {
        return database.read(tx -> find(tx, caller.account()));
    }

    /**
     * Replaces all that the caller has chosen.
     *
     * @param version what it was changed from; any when null
     * @throws Refusal {@link Code#INVALID_REQUEST}, {@link Code#VERSION_CONFLICT}
     */
    public Chosen replace(Caller caller, Map<String, Object> choices, @Nullable Integer version) {
        var language = language(choices.get(LANGUAGE));
        MemoryBudgets.check(choices);
        var kept = new TreeMap<>(choices);
        kept.remove(LANGUAGE);
        var json = written(kept);
        var chosen = database.transact(tx -> {
            var before = find(tx, caller.account());
            if (version != null && version != before.version()) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", before.version());
            }
            tx.createUpdate("insert into preferences (account_id, choices, version) values (:owner, :choices, 1)"
                            + " on conflict (account_id) do update set choices = excluded.choices,"
                            + " version = preferences.version + 1")
                    .bind("owner", caller.account().toString())
                    .bind("choices", json)
                    .execute();
            accounts.setLanguage(tx, caller.account(), language);
            return find(tx, caller.account());
        });
        authentication.forgetAll();
        return chosen;
    }

    /** How much characters keep in mind for this account. */
    public static MemoryBudgets memory(Handle tx, AccountId owner) {
        return MemoryBudgets.of(parsed(row(tx, owner).choices()));
    }

    private record Row(String choices, int version) {}

    private static Row row(Handle tx, AccountId owner) {
        return tx.createQuery("select choices, version from preferences where account_id = :owner")
                .bind("owner", owner.toString())
                .map(found -> new Row(Rows.text(found, "choices"), (int) Rows.number(found, "version")))
                .findOne()
                .orElse(new Row("{}", 0));
    }

    private Chosen find(Handle tx, AccountId owner) {
        var account = accounts.find(tx, owner).orElseThrow(() -> new Refusal(Code.UNAUTHENTICATED));
        var row = row(tx, owner);
        var choices = parsed(row.choices());
        var language = account.language();
        choices.put(LANGUAGE, language == null ? null : language.name().toLowerCase(Locale.ROOT));
        return new Chosen(choices, row.version());
    }

    private static @Nullable Language language(@Nullable Object wanted) {
        return switch (wanted) {
            case null -> null;
            case String word when word.equals("en") -> Language.EN;
            case String word when word.equals("zh") -> Language.ZH;
            default -> throw Refusal.invalid(LANGUAGE, "takes en, zh or null", "只接受 en、zh 或 null");
        };
    }

    private static String written(Map<String, Object> choices) {
        try {
            var json = JSON.writeValueAsString(choices);
            if (json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                throw Refusal.invalid("body", "may have 16384 bytes in all", "总大小不能超过 16384 字节");
            }
            return json;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> parsed(String json) {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, Object>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored preferences are no object", broken);
        }
    }
}
