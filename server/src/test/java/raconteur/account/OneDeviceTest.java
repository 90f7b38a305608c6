package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.db.EveryDatabase;

/** A new login ends those that are too many, and whoever waits for their ends is told. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class OneDeviceTest {
    private final EveryDatabase kind;
    private final Path folder;
    private Door door;

    OneDeviceTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        this.folder = folder;
        this.door = door("1");
    }

    private Door door(String devices) {
        return new Door(kind, folder.resolve(devices), Map.of("RACONTEUR_SESSION_MAX_DEVICES", devices));
    }

    private void devices(String most) {
        door.close();
        door = door(most);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private SignedIn login(String name) {
        return door.signIn.login(name, Door.PASSWORD, Door.LAPTOP);
    }

    private boolean isIn(SignedIn login) {
        return door.who(login.token()).isPresent();
    }

    @Test
    void aNewLoginEndsTheEarlierOneAtOnceAndNobodyElses() {
        var eve = door.member("Eve");
        var first = door.member("Ada");
        assertThat(isIn(first)).isTrue();

        var second = login("Ada");

        assertThat(isIn(first)).isFalse();
        assertThat(isIn(second)).isTrue();
        assertThat(isIn(eve)).isTrue();
        assertThat(door.news).contains("ended: signed in elsewhere");
        assertThat(door.membership.devices(door.caller(second))).hasSize(1);
    }

    @Test
    void aLoginThatFailsEndsNothing() {
        var first = door.member("Ada");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> door.signIn.login("Ada", "wrong horse battery", Door.PHONE)))
                .isNotNull();

        assertThat(isIn(first)).isTrue();
    }

    @Test
    void ofSeveralDevicesTheOldestIsEnded() {
        devices("2");
        var first = door.member("Ada");
        var second = login("Ada");
        assertThat(isIn(first)).isTrue();

        var third = login("Ada");

        assertThat(isIn(first)).isFalse();
        assertThat(isIn(second)).isTrue();
        assertThat(isIn(third)).isTrue();
    }

    @Test
    void zeroLetsAllStand() {
        devices("0");
        var first = door.member("Ada");
        var second = login("Ada");

        assertThat(isIn(first)).isTrue();
        assertThat(isIn(second)).isTrue();
    }

    @Test
    void ofAHundredLoginsAtOnceOneIsLeft() throws Exception {
        door.member("Ada");
        var start = new CountDownLatch(1);
        var logins = new ArrayList<Future<SignedIn>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // past the password check, which lets only a few through at a time
            var ada = door.find(tx -> door.accounts.credential(tx, "ada")).orElseThrow();
            var kept = String.valueOf(ada.password());
            for (var n = 0; n < 100; n++) {
                logins.add(callers.submit(() -> {
                    start.await();
                    return door.signIn.enter(ada.account(), Door.LAPTOP, kept, Optional.empty());
                }));
            }
            start.countDown();
        }
        var standing = 0;
        for (var login : logins) {
            standing += isIn(login.get()) ? 1 : 0;
        }

        assertThat(standing).isEqualTo(1);
        assertThat(door.count("login_session where ended_at is null")).isEqualTo(1);
    }

    @Test
    void whoeverWaitsIsToldOnceAndWhoLeftIsNot() {
        var told = new CopyOnWriteArrayList<String>();
        var first = door.member("Ada");
        var _ = door.ends.watch(first.login(), told::add);
        door.ends.watch(first.login(), reason -> told.add("left " + reason)).close();

        var second = login("Ada");
        var _ = door.ends.watch(second.login(), told::add);
        door.signIn.logout(second.token());
        door.ends.look();

        assertThat(told).containsExactly("signed in elsewhere", "signed out");
    }

    @Test
    void whatAnotherNodeEndedIsToldWithTheNextLook() {
        var told = new CopyOnWriteArrayList<String>();
        var first = door.member("Ada");
        var other = new LoginEnds(door.database, door.logins, door.authentication, List.of(), door.time);
        var _ = other.watch(first.login(), told::add);
        other.look();
        assertThat(told).isEmpty();

        login("Ada");
        other.look();
        other.look();

        assertThat(told).containsExactly("signed in elsewhere");
    }

    @Test
    void aLoginThatHasRunOutIsToldToo() {
        var told = new CopyOnWriteArrayList<String>();
        var first = door.member("Ada");
        var _ = door.ends.watch(first.login(), told::add);
        door.ends.count();
        assertThat(told).isEmpty();

        door.time.pass(Duration.ofDays(31));
        door.ends.count();

        assertThat(told).containsExactly("expired");
    }

    @Test
    void thePasswordsChangeTheOwnersWordAndTheAccountsEndAreToldWithTheirReasons() {
        devices("0");
        var told = new CopyOnWriteArrayList<String>();
        var first = door.member("Ada");
        var second = login("Ada");
        var third = login("Ada");
        var _ = door.ends.watch(first.login(), told::add);
        var _ = door.ends.watch(second.login(), told::add);
        var _ = door.ends.watch(third.login(), told::add);

        door.membership.endDevice(door.caller(third), first.login());
        var fourth = door.membership.changePassword(door.caller(second), Door.PASSWORD, "another horse", Door.LAPTOP);
        var _ = door.ends.watch(fourth.login(), told::add);
        door.membership.leave(door.caller(fourth), "another horse");

        assertThat(told).containsExactly("ended by its owner", "password changed", "password changed", "account gone");
    }
}
