package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.AccountId;
import raconteur.platform.db.EveryDatabase;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class LoginsTest {
    private static final Duration LIFE = Duration.ofDays(30);

    private final Door door;
    private final Account ada;
    private final Account eve;

    LoginsTest(EveryDatabase kind, @TempDir Path folder) {
        door = new Door(kind, folder, Map.of());
        ada = add("Ada");
        eve = add("Eve");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aLoginStandsUntilItExpires() {
        var login = login(ada);

        assertThat(door.find(tx -> door.logins.find(tx, login.id()))).contains(new Logins.Standing(login, ada));

        door.time.pass(LIFE);
        assertThat(door.find(tx -> door.logins.find(tx, login.id()))).isEmpty();
        assertThat(door.list(tx -> door.logins.list(tx, ada.id()))).isEmpty();
    }

    @Test
    void anotherAccountSeesAndEndsNothing() {
        var login = login(ada);

        assertThat(door.list(tx -> door.logins.list(tx, eve.id()))).isEmpty();
        assertThat(end(eve.id(), login)).isFalse();
        door.database.transact(tx -> {
            door.logins.lengthen(tx, eve.id(), login.id(), Duration.ZERO);
            return door.logins.endOthers(tx, eve.id(), login(tx, eve).id(), "test");
        });

        assertThat(door.find(tx -> door.logins.find(tx, login.id()))).isPresent();
        assertThat(end(ada.id(), login)).isTrue();
        assertThat(end(ada.id(), login)).isFalse();
        assertThat(door.find(tx -> door.logins.find(tx, login.id()))).isEmpty();
    }

    @Test
    void allOthersCanBeEndedAtOnce() {
        var first = login(ada);
        var second = login(ada);
        var third = login(ada);

        var ended = door.database.transact(tx -> door.logins.endOthers(tx, ada.id(), second.id(), "test"));
        assertThat(ended).containsExactlyInAnyOrder(first.id(), third.id());
        assertThat(door.list(tx -> door.logins.list(tx, ada.id()))).containsExactly(second);
    }

    @Test
    void aRefreshTokenIsAcceptedOnceAndThenAReplay() {
        var login = login(ada);
        addRefresh(login, "h1");

        assertThat(use("h1")).isEqualTo(new Logins.Refresh.Accepted(login.id(), ada));
        assertThat(use("h1")).isEqualTo(new Logins.Refresh.Replayed(login.id(), ada.id()));
        assertThat(use("h2")).isEqualTo(new Logins.Refresh.Unknown());
    }

    @Test
    void aRefreshTokenThatExpiredOrWhoseLoginEndedIsUnknown() {
        var ended = login(ada);
        addRefresh(ended, "h1");
        end(ada.id(), ended);
        var expired = login(ada);
        door.database.transact(tx -> {
            door.logins.addRefresh(tx, expired.id(), "h2", door.time.instant());
            return true;
        });

        assertThat(use("h1")).isEqualTo(new Logins.Refresh.Unknown());
        assertThat(use("h2")).isEqualTo(new Logins.Refresh.Unknown());
    }

    @Test
    void oldRowsAreForgottenAtTheNextLogin() {
        var old = login(ada);
        end(ada.id(), old);
        door.time.pass(Duration.ofDays(8));
        login(ada);

        assertThat(door.count("login_session")).isEqualTo(1);
    }

    private Account add(String name) {
        return door.database.transact(tx -> door.accounts.add(tx, Username.parse(name), null, "hash", Role.MEMBER));
    }

    private Login login(Account account) {
        return door.database.transact(tx -> login(tx, account));
    }

    private Login login(org.jdbi.v3.core.Handle tx, Account account) {
        return door.logins.open(tx, account.id(), "laptop", LIFE);
    }

    private boolean end(AccountId owner, Login login) {
        return door.database.transact(tx -> door.logins.end(tx, owner, login.id(), "test"));
    }

    private void addRefresh(Login login, String hash) {
        door.database.transact(tx -> {
            door.logins.addRefresh(tx, login.id(), hash, door.time.instant().plus(LIFE));
            return true;
        });
    }

    private Logins.Refresh use(String hash) {
        return door.database.transact(tx -> door.logins.useRefresh(tx, hash));
    }
}
