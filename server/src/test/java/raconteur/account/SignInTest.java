package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class SignInTest {
    private final EveryDatabase kind;
    private final Door door;
    private final SignedIn ada;

    SignInTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        door = new Door(kind, folder, Map.of());
        ada = door.member("Ada");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void theRightPasswordOpensALoginWithAFreshPage() {
        var again = login("ADA", Door.PASSWORD);

        assertThat(again.account()).isEqualTo(ada.account());
        assertThat(again.login()).isNotEqualTo(ada.login());
        assertThat(again.conversation()).isPresent().isNotEqualTo(ada.conversation());
        assertThat(door.caller(again).roles()).containsExactlyInAnyOrder(Caller.LOGIN, Caller.CHAT, Caller.STORY);
        assertThat(door.caller(again).credential()).isEqualTo(again.login().value());
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreRefusedAlike() {
        assertRefused(Code.BAD_CREDENTIALS, () -> login("Ada", "wrong horse battery"));
        assertRefused(Code.BAD_CREDENTIALS, () -> login("Nobody", Door.PASSWORD));
        assertRefused(Code.BAD_CREDENTIALS, () -> login("", ""));
    }

    @Test
    void theLocalAccountCannotSignIn() {
        door.localKey.begin();

        assertRefused(Code.BAD_CREDENTIALS, () -> login("local", ""));
        assertRefused(Code.BAD_CREDENTIALS, () -> login("local", "null"));
        assertRefused(Code.USERNAME_TAKEN, () -> door.member("Local"));
    }

    @Test
    void guessingIsSlowedButNeverEndsALiveLogin() {
        for (var n = 0; n < 5; n++) {
            assertRefused(Code.BAD_CREDENTIALS, () -> login("Ada", "wrong horse battery"));
        }

        assertRefused(Code.TOO_MANY_REQUESTS, () -> login("Ada", Door.PASSWORD));
        assertThat(door.who(ada.token())).isPresent();

        door.time.pass(Duration.ofSeconds(1));
        assertThat(login("Ada", Door.PASSWORD).token()).isNotEmpty();
    }

    @Test
    void unknownNamesAreSlowedLikeKnownOnes() {
        for (var n = 0; n < 5; n++) {
            assertRefused(Code.BAD_CREDENTIALS, () -> login("Nobody", "wrong horse battery"));
        }

        assertRefused(Code.TOO_MANY_REQUESTS, () -> login("Nobody", "wrong horse battery"));
    }

    @Test
    void aPasswordKeptWithWeakParametersIsHashedAgain() {
        var weak = Argon2Function.getInstance(8192, 1, 1, 32, Argon2.ID)
                .hash(Door.PASSWORD)
                .getResult();
        door.database.transact(tx -> {
            door.accounts.setPassword(tx, ada.account().id(), weak);
            return true;
        });

        login("Ada", Door.PASSWORD);

        assertThat(kept()).startsWith("$argon2id$v=19$m=1024,t=2,p=1$");
        assertThat(login("Ada", Door.PASSWORD).token()).isNotEmpty();
    }

    @Test
    void aSuspendedAccountIsShutOutEverywhere() {
        set("state", "suspended");
        door.time.pass(Duration.ofSeconds(2));

        assertRefused(Code.FORBIDDEN, () -> login("Ada", Door.PASSWORD));
        assertRefused(Code.BAD_CREDENTIALS, () -> login("Ada", "wrong horse battery"));
        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.refresh(ada.refreshToken()));
        assertThat(door.who(ada.token())).isEmpty();
    }

    @Test
    void aChangedRoleIsReadWithinTwoSeconds() {
        assertThat(door.caller(ada).may(Caller.OPERATOR)).isFalse();

        set("role", "operator");
        door.time.pass(Duration.ofSeconds(2));

        assertThat(door.caller(ada).may(Caller.OPERATOR)).isTrue();
    }

    @Test
    void afterLogoutTheTokenIsRefusedAtOnce() {
        assertThat(door.who(ada.token())).isPresent();

        door.signIn.logout(ada.token());

        assertThat(door.who(ada.token())).isEmpty();
        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.logout(ada.token()));
        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.refresh(ada.refreshToken()));
    }

    @Test
    void anExpiredTokenStillSignsOut() {
        door.time.pass(Duration.ofHours(25));
        assertThat(door.who(ada.token())).isEmpty();

        door.signIn.logout(ada.token());

        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.refresh(ada.refreshToken()));
    }

    @Test
    void aRefreshGivesANewPairForTheSameLogin() {
        door.time.pass(Duration.ofDays(29));

        var next = door.signIn.refresh(ada.refreshToken());

        assertThat(next.login()).isEqualTo(ada.login());
        assertThat(next.conversation()).isEmpty();
        assertThat(door.who(next.token())).isPresent();
        door.time.pass(Duration.ofDays(29));
        assertThat(door.who(door.signIn.refresh(next.refreshToken()).token())).isPresent();
    }

    @Test
    void aRefreshTokenUsedTwiceEndsTheLogin() {
        var next = door.signIn.refresh(ada.refreshToken());
        assertThat(door.who(next.token())).isPresent();

        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.refresh(ada.refreshToken()));

        assertThat(door.who(next.token())).isEmpty();
        assertThat(door.who(ada.token())).isEmpty();
        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.refresh(next.refreshToken()));
    }

    @Test
    void noTokenStandsInForAnother() {
        var key = door.database.transact(
                tx -> door.keys.add(tx, ada.account().id(), "mine", java.util.Set.of(Caller.CHAT), null));

        assertThat(door.who(ada.refreshToken())).isEmpty();
        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.refresh(ada.token()));
        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.refresh(key.text()));
        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.logout(key.text()));
        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.logout(ada.refreshToken()));
        assertThat(door.authentication.token(key.text(), raconteur.platform.Language.EN))
                .isEmpty();
    }

    @Test
    void anotherPasswordEndsAllOtherLogins() {
        var phone = door.signIn.login("Ada", Door.PASSWORD, Door.PHONE);
        var eve = door.member("Eve");

        var fresh = door.membership.changePassword(door.caller(phone), Door.PASSWORD, "another horse", Door.PHONE);

        assertThat(door.who(ada.token())).isEmpty();
        assertThat(door.who(phone.token())).isEmpty();
        assertThat(door.who(fresh.token())).isPresent();
        assertThat(door.who(eve.token())).isPresent();
        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.refresh(ada.refreshToken()));
        assertRefused(Code.BAD_CREDENTIALS, () -> login("Ada", Door.PASSWORD));
        assertThat(login("Ada", "another horse").token()).isNotEmpty();
    }

    @Test
    void withoutTheOldPasswordNothingChanges() {
        var caller = door.caller(ada);

        assertRefused(
                Code.BAD_CREDENTIALS,
                () -> door.membership.changePassword(caller, "wrong horse battery", "another horse", Door.LAPTOP));
        assertRefused(
                Code.INVALID_REQUEST,
                () -> door.membership.changePassword(caller, Door.PASSWORD, "short", Door.LAPTOP));
        assertRefused(Code.BAD_CREDENTIALS, () -> door.membership.leave(caller, "wrong horse battery"));

        assertThat(door.who(ada.token())).isPresent();
        assertThat(login("Ada", Door.PASSWORD).token()).isNotEmpty();
    }

    @Test
    void aStolenLoginCannotGuessThePasswordEither() {
        var caller = door.caller(ada);
        for (var n = 0; n < 5; n++) {
            assertRefused(Code.BAD_CREDENTIALS, () -> door.membership.leave(caller, "wrong horse battery"));
        }

        assertRefused(Code.TOO_MANY_REQUESTS, () -> door.membership.leave(caller, Door.PASSWORD));
        assertThat(login("Ada", Door.PASSWORD).token()).isNotEmpty();
    }

    @Test
    void aLoginThatWasBeingCheckedWhileThePasswordChangedIsRefused() throws Exception {
        var other = door.passwords.hash("another horse");
        var atWork = new CountDownLatch(2);
        var goOn = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 2; n++) {
                var _ = callers.submit(() -> door.passwords.verify("x", null, () -> {
                    atWork.countDown();
                    awaitUninterruptibly(goOn);
                }));
            }
            assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
            var late = callers.submit(() -> login("Ada", Door.PASSWORD));
            while (door.passwords.waiting() == 0 && !late.isDone()) {
                Thread.onSpinWait();
            }
            door.database.transact(tx -> {
                door.accounts.setPassword(tx, ada.account().id(), other);
                return true;
            });
            goOn.countDown();

            assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(Refusal.class);
        } finally {
            goOn.countDown();
        }
        assertThat(door.membership.devices(door.caller(ada))).hasSize(1);
    }

    @Test
    void devicesAreListedAndEndedByTheirOwnerOnly() {
        var phone = door.signIn.login("Ada", Door.PASSWORD, Door.PHONE);
        var eve = door.caller(door.member("Eve"));
        var caller = door.caller(ada);

        assertThat(door.membership.devices(caller)).extracting(Login::device).containsExactly("phone", "laptop");
        assertThat(door.membership.devices(eve)).hasSize(1);
        assertRefused(Code.NOT_FOUND, () -> door.membership.endDevice(eve, phone.login()));
        assertThat(door.who(phone.token())).isPresent();

        door.membership.endDevice(caller, phone.login());
        assertThat(door.who(phone.token())).isEmpty();
        assertRefused(Code.NOT_FOUND, () -> door.membership.endDevice(caller, phone.login()));
    }

    @Test
    void whenADeviceWasSeenIsKept() {
        door.time.pass(Duration.ofMinutes(6));
        var caller = door.caller(ada);

        // written behind the request's back: the next write of this device comes after it
        door.database.transact(_ -> true);
        assertThat(door.membership.devices(caller))
                .extracting(Login::lastSeenAt)
                .allMatch(seen -> kind == EveryDatabase.POSTGRESQL || seen.equals(door.time.instant()));
    }

    private SignedIn login(String name, String password) {
        return door.signIn.login(name, password, Door.LAPTOP);
    }

    private String kept() {
        return Optional.ofNullable(door.find(
                                tx -> door.accounts.credential(tx, ada.account().id()))
                        .orElseThrow()
                        .password())
                .orElseThrow();
    }

    private void set(String column, String value) {
        door.database.transact(tx -> tx.createUpdate("update account set " + column + " = :value where id = :id")
                .bind("value", value)
                .bind("id", ada.account().id().toString())
                .execute());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertRefused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
