package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Caller;
import raconteur.platform.Language;
import raconteur.platform.db.EveryDatabase;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class KeysTest {
    private final EveryDatabase kind;
    private final Door door;
    private final Account ada;
    private final Account eve;

    KeysTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        door = new Door(kind, folder, Map.of());
        ada = add("Ada", Role.MEMBER);
        eve = add("Eve", Role.MEMBER);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aKeyIsItsScopesAndNothingElse() {
        var issued = issue(ada, Set.of(Caller.CHAT, Caller.GAME));

        var caller = door.who(issued.text()).orElseThrow();

        assertThat(caller.roles()).containsExactlyInAnyOrder(Caller.CHAT, Caller.GAME);
        assertThat(caller.account()).isEqualTo(ada.id());
        assertThat(caller.credential()).isEqualTo(issued.key().id().value());
        assertThat(issued.text()).hasSizeGreaterThan(40).startsWith(issued.key().prefix());
    }

    @Test
    void aKeyIsNeverMoreThanItsOwner() {
        var grace = add("Grace", Role.OPERATOR);
        var everything = Set.of(Caller.ADMIN, Caller.V1, Caller.OPERATOR, Caller.LOGIN, "root");

        assertThat(door.who(issue(ada, everything).text()).orElseThrow().roles())
                .containsExactly(Caller.V1);
        assertThat(door.who(issue(grace, everything).text()).orElseThrow().roles())
                .containsExactlyInAnyOrder(Caller.V1, Caller.ADMIN);
    }

    @Test
    void whoOwnsItDecidesAtEveryUse() {
        var issued = issue(add("Grace", Role.OPERATOR), Set.of(Caller.ADMIN));
        assertThat(door.who(issued.text()).orElseThrow().may(Caller.ADMIN)).isTrue();

        set("role", "member", "grace");
        door.time.pass(Duration.ofSeconds(2));
        assertThat(door.who(issued.text()).orElseThrow().may(Caller.ADMIN)).isFalse();

        set("state", "suspended", "grace");
        door.time.pass(Duration.ofSeconds(2));
        assertThat(door.who(issued.text())).isEmpty();
    }

    @Test
    void anExpiredOrRevokedKeyIsNone() {
        var short_ = door.database.transact(tx -> door.keys.add(
                tx, ada.id(), "short", Set.of(Caller.CHAT), door.time.instant().plusSeconds(60)));
        var long_ = issue(ada, Set.of(Caller.CHAT));
        assertThat(door.who(short_.text())).isPresent();

        door.time.pass(Duration.ofSeconds(60));
        assertThat(door.who(short_.text())).isEmpty();
        assertThat(door.is(tx -> door.keys.revoke(tx, ada.id(), long_.key().id())))
                .isTrue();
        assertThat(door.who(long_.text())).isEmpty();
    }

    @Test
    void anotherAccountSeesAndRevokesNothing() {
        var issued = issue(ada, Set.of(Caller.CHAT));

        assertThat(door.list(tx -> door.keys.list(tx, eve.id()))).isEmpty();
        assertThat(door.is(tx -> door.keys.revoke(tx, eve.id(), issued.key().id())))
                .isFalse();
        assertThat(door.list(tx -> door.keys.list(tx, ada.id()))).containsExactly(issued.key());
        assertThat(door.who(issued.text())).isPresent();
    }

    @Test
    void theDatabaseDoesNotGiveAnyCredentialBack() throws IOException {
        Assumptions.assumeTrue(kind == EveryDatabase.SQLITE, "reads the file");
        var signedIn = door.member("Dora");
        var issued = issue(ada, Set.of(Caller.CHAT));
        door.localKey.begin();

        var dump = new StringBuilder();
        for (var name : new String[] {"raconteur.db", "raconteur.db-wal"}) {
            dump.append(Files.readString(door.data.resolve(name), StandardCharsets.ISO_8859_1));
        }

        assertThat(dump).contains("Dora", issued.key().prefix());
        assertThat(dump)
                .doesNotContain(issued.text())
                .doesNotContain(issued.text().substring(10))
                .doesNotContain(signedIn.refreshToken())
                .doesNotContain(signedIn.token())
                .doesNotContain(Door.PASSWORD)
                .doesNotContain(Files.readString(door.data.resolve("local.key")).strip());
    }

    @Test
    void theLocalKeyWorksHereOnly() throws IOException {
        door.localKey.begin();
        var key = Files.readString(door.data.resolve("local.key")).strip();

        var caller = door.authentication.bearer(key, true, Language.EN).orElseThrow();
        assertThat(caller.roles()).containsExactlyInAnyOrder(Caller.CHAT, Caller.STORY, Caller.GAME, Caller.V1);
        assertThat(door.who(key)).isEmpty();
        assertThat(Files.getPosixFilePermissions(door.data.resolve("local.key")))
                .hasSize(2);
        assertThat(door.news).containsExactly("opened local", "confirmed local");
    }

    @Test
    void theLocalKeyStaysAsLongAsItsFile() throws IOException {
        var file = door.data.resolve("local.key");
        door.localKey.begin();
        var first = Files.readString(file).strip();
        door.localKey.begin();
        assertThat(Files.readString(file).strip()).isEqualTo(first);

        Files.delete(file);
        door.localKey.begin();
        var second = Files.readString(file).strip();

        assertThat(door.authentication.bearer(second, true, Language.EN)).isPresent();
        assertThat(door.authentication.bearer(first, true, Language.EN).isPresent())
                .isEqualTo(kind == EveryDatabase.POSTGRESQL);
        assertThat(door.news).containsExactly("opened local", "confirmed local");
    }

    private void set(String column, String value, String username) {
        door.database.transact(
                tx -> tx.createUpdate("update account set " + column + " = :value where username_key = :key")
                        .bind("value", value)
                        .bind("key", username)
                        .execute());
    }

    private Keys.Issued issue(Account owner, Set<String> scopes) {
        return door.database.transact(tx -> door.keys.add(tx, owner.id(), "test", scopes, null));
    }

    private Account add(String name, Role role) {
        return door.database.transact(tx -> door.accounts.add(tx, Username.parse(name), null, "hash", role));
    }
}
