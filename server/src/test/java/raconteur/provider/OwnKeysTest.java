package raconteur.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.AccountId;
import raconteur.platform.ManualTime;
import raconteur.platform.Secret;
import raconteur.platform.Settings;
import raconteur.platform.db.EveryDatabase;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class OwnKeysTest {
    private static final ApiKey KEY = new ApiKey("sk-ada-0123456789abcdef");
    private static final String SECRET = "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU";

    private final EveryDatabase.Own own;
    private final KeySeal seal;
    private final OwnKeys keys;
    private final AccountId ada;
    private final AccountId eve;

    OwnKeysTest(EveryDatabase kind, @TempDir Path folder) {
        own = kind.open(folder, new ManualTime());
        seal = new KeySeal(
                Secret.open(Settings.read(folder, Map.of("RACONTEUR_SECRET_KEY", SECRET), List.of()), false));
        keys = fresh();
        ada = account("ada");
        eve = account("eve");
    }

    private OwnKeys fresh() {
        return new OwnKeys(own.database(), seal, new ManualTime());
    }

    private AccountId account(String name) {
        var id = new AccountId(UUID.randomUUID());
        own.database()
                .transact(tx -> tx.createUpdate(
                                "insert into account (id, username, username_key, role, state,"
                                        + " version, created_at, updated_at) values (:id, :name, :name, 'member', 'active', 1, 0, 0)")
                        .bind("id", id.toString())
                        .bind("name", name)
                        .execute());
        return id;
    }

    private static Connection at(String name, String base) {
        return new Connection(
                name,
                Dialect.OPENAI,
                URI.create(base),
                List.of(),
                Map.of(),
                Quirks.NONE,
                List.of(),
                Map.of(),
                false,
                Timers.DEFAULT);
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void aKeyIsItsOwnersAndNobodyElses() {
        var vendor = at("vendor", "https://vendor.example/v1");
        keys.put(ada, vendor, KEY);

        assertThat(keys.find(ada, vendor)).contains(KEY);
        assertThat(keys.find(eve, vendor)).isEmpty();
        assertThat(keys.all(eve)).isEmpty();
        assertThat(keys.delete(eve, "vendor")).isFalse();
        assertThat(keys.all(ada)).singleElement().satisfies(mark -> {
            assertThat(mark.lastFour()).isEqualTo("cdef");
            assertThat(mark.toString()).doesNotContain("0123");
        });
        assertThat(fresh().find(ada, vendor)).contains(KEY);
    }

    @Test
    void aLaterKeyTakesThePlaceOfAnEarlierOneAtOnce() {
        var vendor = at("vendor", "https://vendor.example/v1");
        keys.put(ada, vendor, KEY);
        assertThat(keys.find(ada, vendor)).contains(KEY);

        var second = new ApiKey("sk-second-0123456789");
        keys.put(ada, vendor, second);
        assertThat(keys.find(ada, vendor)).contains(second);
        assertThat(keys.all(ada)).hasSize(1);

        assertThat(keys.delete(ada, "vendor")).isTrue();
        assertThat(keys.find(ada, vendor)).isEmpty();
    }

    @Test
    void aKeyNeverGoesToAnotherHost() {
        keys.put(ada, at("vendor", "https://vendor.example/v1"), KEY);

        assertThat(keys.find(ada, at("vendor", "https://vendor.example/v2"))).contains(KEY);
        for (var elsewhere :
                List.of("https://thief.example/v1", "http://vendor.example/v1", "https://vendor.example:8443/v1")) {
            assertThat(keys.find(ada, at("vendor", elsewhere))).as(elsewhere).isEmpty();
        }
        assertThat(keys.find(ada, at("other", "https://vendor.example/v1"))).isEmpty();
    }

    @Test
    void aRowThatWasMovedToAnotherAccountOrAddressDoesNotOpen() {
        var vendor = at("vendor", "https://vendor.example/v1");
        keys.put(ada, vendor, KEY);
        own.database().transact(tx -> tx.execute("update own_key set account_id = ?", eve.toString()));

        assertThat(fresh().find(eve, vendor)).isEmpty();

        own.database()
                .transact(tx -> tx.execute(
                        "update own_key set account_id = ?, origin = 'https://thief.example:443'", ada.toString()));
        assertThat(fresh().find(ada, at("vendor", "https://thief.example"))).isEmpty();
    }

    @Test
    void withItsAccountAKeyIsGone() {
        keys.put(ada, at("vendor", "https://vendor.example/v1"), KEY);
        own.database().transact(tx -> tx.execute("delete from account where id = ?", ada.toString()));

        assertThat(keys.all(ada)).isEmpty();
    }
}
