package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class AccountsTest {
    private final Door door;

    AccountsTest(EveryDatabase kind, @TempDir Path folder) {
        door = new Door(kind, folder, Map.of());
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void whatIsAddedIsFound() {
        var ada = add("Ada", "ada@example.org");

        assertThat(door.find(tx -> door.accounts.find(tx, ada.id()))).contains(ada);
        assertThat(door.find(tx -> door.accounts.credential(tx, "ada"))).contains(new Accounts.Credential(ada, "hash"));
        assertThat(door.find(tx -> door.accounts.credential(tx, "eve"))).isEmpty();
    }

    @Test
    void namesThatReadTheSameAreTaken() {
        add("Ada", null);

        assertThatThrownBy(() -> add("aDA", null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.USERNAME_TAKEN));
        assertThat(door.is(tx -> door.accounts.isTaken(tx, Username.parse("ADA"))))
                .isTrue();
    }

    @Test
    void aChangeFromAnOldVersionIsRefused() {
        var ada = add("Ada", null);

        var changed = change(ada, "Ada.L");

        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.username().shown()).isEqualTo("Ada.L");
        assertThatThrownBy(() -> change(ada, "Countess"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.VERSION_CONFLICT));
    }

    @Test
    void aNameOfAnotherCannotBeChangedTo() {
        var ada = add("Ada", null);
        add("Eve", null);

        assertThatThrownBy(() -> change(ada, "EVE"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.USERNAME_TAKEN));
        assertThat(change(ada, "ADA").username().shown()).isEqualTo("ADA");
    }

    @Test
    void withTheAccountGoItsLoginsAndKeysAndNobodyElses() {
        var ada = door.member("Ada");
        var eve = door.member("Eve");
        var key = door.database.transact(
                tx -> door.keys.add(tx, ada.account().id(), "mine", java.util.Set.of("chat"), null));

        door.membership.leave(door.caller(ada), Door.PASSWORD);

        assertThat(door.news).contains("deleted Ada");
        assertThat(door.who(ada.token())).isEmpty();
        assertThat(door.who(key.text())).isEmpty();
        assertThat(door.who(eve.token())).isPresent();
        for (var table : new String[] {"account", "login_session", "refresh_token"}) {
            assertThat(door.count(table)).isEqualTo(1);
        }
        assertThat(door.count("api_key")).isZero();
    }

    private Account change(Account account, String name) {
        return door.database.transact(tx -> door.accounts.rename(tx, account, Username.parse(name)));
    }

    private Account add(String name, @org.jspecify.annotations.Nullable String email) {
        return door.database.transact(tx -> door.accounts.add(tx, Username.parse(name), email, "hash", Role.MEMBER));
    }
}
