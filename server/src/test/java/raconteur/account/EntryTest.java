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
import raconteur.platform.Settings;
import raconteur.platform.db.EveryDatabase;

/** How accounts come to be: the first operator, and members. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class EntryTest {
    private final EveryDatabase kind;
    private final Path folder;
    private @Nullable Door opened;

    EntryTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        this.folder = folder;
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }

    @Test
    void theFirstOperatorIsMadeOnceFromThisMachine() {
        var door = door(Map.of());

        var grace = setUp(door, "Grace", null, true);

        assertThat(door.caller(grace).roles()).contains(Caller.OPERATOR, Caller.ADMIN);
        assertThat(door.news).containsExactly("opened operator", "confirmed operator");
        assertThat(door.firstOperator.isMissing()).isFalse();
        assertRefused(Code.SETUP_DONE, () -> setUp(door, "Eve", null, true));
    }

    @Test
    void fromElsewhereItTakesTheCode() {
        var door = door(Map.of());
        var code = door.firstOperator.begin().orElseThrow();
        assertThat(door.firstOperator.begin()).contains(code);

        assertRefused(Code.FORBIDDEN, () -> setUp(door, "Eve", null, false));
        assertRefused(Code.FORBIDDEN, () -> setUp(door, "Eve", "", false));
        assertRefused(Code.FORBIDDEN, () -> setUp(door, "Eve", "0000-0000-0000-0000", false));
        assertRefused(Code.FORBIDDEN, () -> setUp(door, "Eve", code.substring(0, 18), false));
        assertRefused(Code.FORBIDDEN, () -> setUp(door, "Eve", code + "0", false));
        assertThat(setUp(door, "Grace", " " + code.toLowerCase(java.util.Locale.ROOT) + " ", false)
                        .account()
                        .role())
                .isEqualTo(Role.OPERATOR);
        assertThat(door.firstOperator.begin()).isEmpty();
        assertRefused(Code.SETUP_DONE, () -> setUp(door, "Eve", code, false));
    }

    @Test
    void ofFiftyAtOnceExactlyOneBecomesOperator() throws Exception {
        var door = door(Map.of());
        var barrier = new CyclicBarrier(50);
        var outcomes = new ArrayList<Future<Code>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 50; n++) {
                var name = "grace" + n;
                Callable<Code> attempt = () -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    try {
                        setUp(door, name, null, true);
                        return Code.INTERNAL; // stands for none
                    } catch (Refusal refusal) {
                        return refusal.code();
                    }
                };
                outcomes.add(callers.submit(attempt));
            }
            var codes = new ArrayList<Code>();
            for (var outcome : outcomes) {
                codes.add(outcome.get(60, TimeUnit.SECONDS));
            }

            assertThat(codes).containsOnlyOnce(Code.INTERNAL);
            assertThat(codes).filteredOn(code -> code == Code.SETUP_DONE).hasSize(49);
        }
        assertThat(door.database.<Long>read(tx -> door.accounts.count(tx, Role.OPERATOR)))
                .isEqualTo(1);
    }

    @Test
    void theSettingsMakeTheOperatorInsteadOfThePage() {
        var door = door(Map.of("RACONTEUR_ADMIN_USER", "Grace", "RACONTEUR_ADMIN_PASSWORD", Door.PASSWORD));

        assertThat(door.firstOperator.begin()).isEmpty();
        assertThat(door.firstOperator.begin()).isEmpty();

        var grace = door.signIn.login("grace", Door.PASSWORD, Door.LAPTOP);
        assertThat(door.caller(grace).may(Caller.OPERATOR)).isTrue();
        assertRefused(Code.SETUP_DONE, () -> setUp(door, "Eve", null, true));
    }

    @Test
    void settingsThatMakeNoOperatorStopTheStart() {
        var lacking = door(Map.of("RACONTEUR_ADMIN_USER", "Grace"));
        assertThatThrownBy(lacking.firstOperator::begin)
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("RACONTEUR_ADMIN_PASSWORD");
        close();
        var weak = door(Map.of("RACONTEUR_ADMIN_USER", "Grace", "RACONTEUR_ADMIN_PASSWORD", "short"));
        assertThatThrownBy(weak.firstOperator::begin)
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("8 to 256");
    }

    @Test
    void theOnlyOperatorCannotLeave() {
        var door = door(Map.of());
        var grace = door.caller(setUp(door, "Grace", null, true));

        assertRefused(Code.CONFLICT, () -> door.membership.leave(grace, Door.PASSWORD));
        assertThat(door.news).containsExactly("opened operator", "confirmed operator");
    }

    @Test
    void whoRegistersIsAMemberAndSignedIn() {
        var door = door(Map.of());

        var ada = register(door, "Ada", Door.LAPTOP, false);

        assertThat(ada.account().role()).isEqualTo(Role.MEMBER);
        assertThat(door.who(ada.token())).isPresent();
        assertThat(ada.conversation()).isPresent();
        assertThat(door.news).containsExactly("opened member", "confirmed member");
        assertRefused(Code.USERNAME_TAKEN, () -> register(door, "ADA", Door.LAPTOP, false));
        assertThat(door.news).hasSize(2);
    }

    @Test
    void whereRegistrationIsNotOpenNobodyIsMade() {
        for (var mode : new String[] {"closed", "invite"}) {
            var door = door(Map.of("RACONTEUR_REGISTRATION", mode));

            assertRefused(Code.REGISTRATION_CLOSED, () -> register(door, "Ada", Door.LAPTOP, true));
            assertThat(door.news).isEmpty();
            close();
        }
    }

    @Test
    void anAddressMakesThreeAccountsADay() {
        var door = door(Map.of());
        for (var n = 1; n <= 3; n++) {
            register(door, "ada" + n, Door.LAPTOP, false);
        }

        assertRefused(Code.TOO_MANY_REQUESTS, () -> register(door, "ada4", Door.LAPTOP, false));
        register(door, "ada5", Door.PHONE, false);
        register(door, "ada6", Door.LAPTOP, true);
        door.time.pass(Duration.ofHours(12));
        register(door, "ada7", Door.LAPTOP, false);
    }

    @Test
    void evenAtOnceAnAddressMakesThree() throws Exception {
        var door = door(Map.of());
        var barrier = new CyclicBarrier(12);
        var outcomes = new ArrayList<Future<Boolean>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 12; n++) {
                var name = "eve" + n;
                Callable<Boolean> attempt = () -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    try {
                        register(door, name, Door.LAPTOP, false);
                        return true;
                    } catch (Refusal refusal) {
                        assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
                        return false;
                    }
                };
                outcomes.add(callers.submit(attempt));
            }
            var made = 0;
            for (var outcome : outcomes) {
                made += outcome.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }

            assertThat(made).isEqualTo(3);
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        var door = door(Map.of());

        for (var email : new String[] {"ada", "ada@", "@example.org", "a b@example.org", "a@b@c", "a\n@b.c"}) {
            var applicant = new Registration.Applicant("Ada", Door.PASSWORD, email, null, Language.EN);
            assertRefused(Code.INVALID_REQUEST, () -> door.registration.register(applicant, Door.LAPTOP, true));
        }
        var applicant = new Registration.Applicant("Ada", Door.PASSWORD, " ada@example.org ", null, Language.EN);
        assertThat(door.registration
                        .register(applicant, Door.LAPTOP, true)
                        .account()
                        .email())
                .isEqualTo("ada@example.org");
    }

    private Door door(Map<String, String> set) {
        var door = new Door(kind, folder.resolve(java.util.UUID.randomUUID().toString()), set);
        opened = door;
        return door;
    }

    private static SignedIn setUp(Door door, String name, @Nullable String code, boolean here) {
        return door.firstOperator.setUp(name, Door.PASSWORD, code, Door.LAPTOP, here);
    }

    private static SignedIn register(Door door, String name, SignIn.Device device, boolean here) {
        var applicant = new Registration.Applicant(name, Door.PASSWORD, null, null, Language.EN);
        return door.registration.register(applicant, device, here).signedIn().orElseThrow();
    }

    private static void assertRefused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
