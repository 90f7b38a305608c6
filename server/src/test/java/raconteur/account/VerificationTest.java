package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class VerificationTest {
    private static final String ADAS = "ada@example.org";

    private final EveryDatabase kind;
    private final Path folder;
    private @Nullable Door opened;

    VerificationTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        this.folder = folder;
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Door door(String proof) {
        var door = new Door(kind, folder, Map.of("RACONTEUR_EMAIL_VERIFICATION", proof));
        opened = door;
        return door;
    }

    @Test
    void whereItIsMandatoryNobodyGetsInBefore() {
        var door = door("mandatory");
        var made = door.register("Ada", ADAS);

        assertThat(made.signedIn()).isEmpty();
        assertRefused(Code.EMAIL_UNVERIFIED, () -> door.signIn.login("Ada", Door.PASSWORD, Door.LAPTOP));
        assertRefused(Code.BAD_CREDENTIALS, () -> door.signIn.login("Ada", "wrong horse", Door.LAPTOP));
        assertThat(door.news).containsExactly("opened member");

        var verified = door.verification.verify(door.key(ADAS), true);

        assertThat(verified.emailVerified()).isTrue();
        assertThat(door.news).containsExactly("opened member", "confirmed member");
        assertThat(door.who(door.signIn.login("Ada", Door.PASSWORD, Door.LAPTOP).token()))
                .isPresent();
    }

    @Test
    void whereItIsMandatoryAnAddressIsNeeded() {
        var door = door("mandatory");

        assertRefused(Code.INVALID_REQUEST, () -> door.register("Ada", null));
        assertRefused(Code.INVALID_REQUEST, () -> door.register("Ada", " "));
        assertThat(door.count("account")).isZero();
    }

    @Test
    void whereItIsOptionalOneGetsInAndIsConfirmedLater() {
        var door = door("optional");

        var made = door.register("Ada", ADAS);
        var without = door.register("Bert", null);

        assertThat(door.who(made.signedIn().orElseThrow().token())).isPresent();
        assertThat(without.signedIn()).isPresent();
        assertThat(door.news).containsExactly("opened member", "opened member");
        door.verification.verify(door.key(ADAS), true);
        assertThat(door.news).endsWith("confirmed member").hasSize(3);
    }

    @Test
    void whereItIsOffNothingIsWritten() {
        var door = door("none");

        door.register("Ada", ADAS);
        door.verification.resend(ADAS, "203.0.113.9", Language.EN);

        assertThat(door.letters(ADAS)).isZero();
        assertThat(door.news).containsExactly("opened member", "confirmed member");
    }

    @Test
    void aLinkIsGoodOnceAndForAnHour() {
        var door = door("mandatory");
        door.register("Ada", ADAS);
        var key = door.key(ADAS);

        door.time.pass(Duration.ofMinutes(60));
        assertRefused(Code.INVALID_REQUEST, () -> door.verification.verify(key, true));
        door.verification.resend(ADAS, "203.0.113.9", Language.EN);
        var next = door.key(ADAS);
        door.time.pass(Duration.ofMinutes(59));
        door.verification.verify(next, true);

        assertRefused(Code.INVALID_REQUEST, () -> door.verification.verify(next, true));
        assertRefused(Code.INVALID_REQUEST, () -> door.verification.verify("rm_guess", true));
    }

    @Test
    void evenAtOnceALinkIsGoodOnce() throws Exception {
        var door = door("mandatory");
        door.register("Ada", ADAS);
        var key = door.key(ADAS);
        var barrier = new CyclicBarrier(20);
        var outcomes = new ArrayList<Future<Boolean>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 20; n++) {
                Callable<Boolean> attempt = () -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    try {
                        return door.verification.verify(key, true).emailVerified();
                    } catch (Refusal refusal) {
                        assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST);
                        return false;
                    }
                };
                outcomes.add(callers.submit(attempt));
            }
        }

        assertThat(outcomes.stream().filter(Future::resultNow)).hasSize(1);
        assertThat(door.news).containsOnlyOnce("confirmed member");
    }

    @Test
    void anAddressBelongsToWhoeverShowedItAndNobodyElseLearnsThat() {
        var door = door("mandatory");
        door.register("Ada", ADAS);
        var adas = door.key(ADAS);
        door.register("Eve", "ADA@example.org");
        var eves = door.key("ADA@example.org");
        door.verification.verify(adas, true);

        var late = door.register("Mallory", ADAS);

        assertThat(late.signedIn()).isEmpty();
        assertThat(late.account().email()).isEqualTo(ADAS);
        assertRefused(Code.INVALID_REQUEST, () -> door.verification.verify(eves, true));
        assertThat(door.find(tx -> door.accounts.verifiedOwner(tx, ADAS))
                        .orElseThrow()
                        .username()
                        .shown())
                .isEqualTo("Ada");
    }

    @Test
    void aMailboxGetsFiveLettersAnHourWhoeverAsks() {
        var door = door("mandatory");
        door.register("Ada", ADAS);

        for (var n = 0; n < 30; n++) {
            door.verification.resend(ADAS, "203.0.113." + n, Language.EN);
        }

        assertThat(door.letters(ADAS)).isEqualTo(5);
        door.time.pass(Duration.ofMinutes(12));
        door.verification.resend(ADAS, "203.0.113.99", Language.EN);
        assertThat(door.letters(ADAS)).isEqualTo(6);
    }

    @Test
    void anAddressThatAsksTooOftenIsRefusedWhateverItAsksFor() {
        var door = door("mandatory");

        for (var n = 0; n < 20; n++) {
            door.verification.resend("nobody" + n + "@example.org", "203.0.113.9", Language.EN);
        }

        assertRefused(
                Code.TOO_MANY_REQUESTS,
                () -> door.passwordReset.request("else@example.org", "203.0.113.9", Language.EN));
        door.verification.resend(ADAS, "203.0.113.10", Language.EN);
        assertThat(door.count("letter")).isZero();
    }

    @Test
    void anotherAddressTakesThePlaceOfAVerifiedOneOnceItIsVerifiedToo() {
        var door = door("optional");
        var ada = door.register("Ada", ADAS).signedIn().orElseThrow();
        door.verification.verify(door.key(ADAS), true);
        var caller = door.caller(ada);

        var pending = move(door, caller, "new@example.org", Door.PASSWORD);

        assertThat(pending.email()).isEqualTo(ADAS);
        assertThat(pending.emailVerified()).isTrue();
        assertThat(pending.pendingEmail()).isEqualTo("new@example.org");
        var moved = door.verification.verify(door.key("new@example.org"), true);
        assertThat(moved.email()).isEqualTo("new@example.org");
        assertThat(moved.pendingEmail()).isNull();
        assertThat(door.news).containsOnlyOnce("confirmed member");
    }

    @Test
    void whoChangesTheirMindKeepsTheAddressAndTheOldLinkIsVoid() {
        var door = door("optional");
        var ada = door.register("Ada", ADAS).signedIn().orElseThrow();
        door.verification.verify(door.key(ADAS), true);
        var caller = door.caller(ada);
        move(door, caller, "new@example.org", Door.PASSWORD);
        var key = door.key("new@example.org");

        var kept = move(door, caller, ADAS, Door.PASSWORD);

        assertThat(kept.pendingEmail()).isNull();
        assertThat(kept.emailVerified()).isTrue();
        assertRefused(Code.INVALID_REQUEST, () -> door.verification.verify(key, true));
    }

    @Test
    void anotherAddressTakesThePassword() {
        var door = door("none");
        var ada = door.register("Ada", ADAS).signedIn().orElseThrow();
        var caller = door.caller(ada);

        assertRefused(Code.INVALID_REQUEST, () -> move(door, caller, "eve@example.org", null));
        assertRefused(Code.BAD_CREDENTIALS, () -> move(door, caller, "eve@example.org", "wrong horse"));

        assertThat(door.membership.account(caller).email()).isEqualTo(ADAS);
        assertThat(move(door, caller, ADAS, null).email()).isEqualTo(ADAS);
        assertThat(move(door, caller, "", Door.PASSWORD).email()).isNull();
    }

    @Test
    void whoHasNoAddressIsNotShutOutByNamingOne() {
        var door = new Door(kind, folder, Map.of());
        opened = door;
        var grace = door.operator();
        door.register("Ada", null);
        door.entrance.change(grace, new Entrance.Change(null, Entrance.Proof.MANDATORY, null, null));
        var caller = door.caller(door.signIn.login("Ada", Door.PASSWORD, Door.LAPTOP));

        var pending = move(door, caller, ADAS, Door.PASSWORD);

        assertThat(pending.email()).isNull();
        assertThat(pending.pendingEmail()).isEqualTo(ADAS);
        door.signIn.login("Ada", Door.PASSWORD, Door.LAPTOP);
        assertThat(door.verification.verify(door.key(ADAS), true).email()).isEqualTo(ADAS);
        assertRefused(Code.INVALID_REQUEST, () -> move(door, caller, "", Door.PASSWORD));
    }

    @Test
    void lettersSpeakTheirReadersLanguage() {
        var door = door("mandatory");
        door.registration.register(
                new Registration.Applicant("Ada", Door.PASSWORD, ADAS, null, Language.ZH), Door.LAPTOP, true);

        assertThat(door.letter(ADAS).subject()).contains("验证");
        assertThat(door.letter(ADAS).text()).contains("Ada").contains("http://localhost:8080/verify-email#key=rm_");
    }

    private static Account move(Door door, Caller caller, String email, @Nullable String password) {
        return door.membership.change(caller, new Membership.Change(null, email, password, null));
    }

    private static void assertRefused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
