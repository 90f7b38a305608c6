package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import raconteur.platform.Code;
import raconteur.platform.ManualTime;
import raconteur.platform.Refusal;
import raconteur.platform.Settings;

class ThrottleTest {
    private final ManualTime time = new ManualTime();
    private final Throttle throttle = throttle(Map.of());

    @Test
    void afterFiveFailuresEachFurtherOneDoublesTheWait() {
        fail("ada", "eve", 5);
        assertWait(1, "ada", "eve");

        time.pass(Duration.ofSeconds(1));
        pass("ada", "eve");
        throttle.failed("ada", "eve");
        assertWait(2, "ada", "eve");

        time.pass(Duration.ofSeconds(2));
        throttle.failed("ada", "eve");
        assertWait(4, "ada", "eve");
    }

    @Test
    void theWaitNeverExceedsTheWindow() {
        fail("ada", "eve", 40);

        assertWait(900, "ada", "eve");
    }

    @Test
    void guessesFromManyAddressesCountForTheAccount() {
        for (var n = 0; n < 5; n++) {
            throttle.failed("ada", "bot " + n);
        }

        assertWait(1, "ada", "bot 99");
        pass("grace", "bot 99");
    }

    @Test
    void guessesAtManyAccountsCountForTheAddress() {
        for (var n = 0; n < 50; n++) {
            throttle.failed("account " + n, "eve");
        }

        assertWait(1, "ada", "eve");
        pass("ada", "home");
    }

    @Test
    void whoWasHereBeforeIsNotKeptOutByStrangers() {
        throttle.succeeded("ada", "home");
        fail("ada", "eve", 45);

        assertWait(900, "ada", "eve");
        pass("ada", "home");
    }

    @Test
    void evenThereGuessesAreCounted() {
        throttle.succeeded("ada", "home");
        fail("ada", "home", 5);

        assertWait(1, "ada", "home");
    }

    @Test
    void theRightPasswordEndsTheRowOfTheAccountButNotOfTheAddress() {
        for (var n = 0; n < 49; n++) {
            throttle.failed("account " + n, "eve");
        }
        throttle.succeeded("eve", "eve");
        throttle.failed("ada", "eve");

        assertWait(1, "grace", "eve");
    }

    @Test
    void failuresAreForgottenAfterTheWindow() {
        fail("ada", "eve", 5);

        time.pass(Duration.ofMinutes(15));
        throttle.failed("ada", "eve");

        pass("ada", "eve");
    }

    @Test
    void zeroSwitchesItOff() {
        var off = throttle(Map.of("RACONTEUR_LOGIN_FAILURES", "0"));
        for (var n = 0; n < 100; n++) {
            off.failed("ada", "eve");
        }

        assertThatCode(() -> off.check("ada", "eve")).doesNotThrowAnyException();
    }

    private void fail(String account, String address, int times) {
        for (var n = 0; n < times; n++) {
            throttle.failed(account, address);
        }
    }

    private void pass(String account, String address) {
        assertThatCode(() -> throttle.check(account, address)).doesNotThrowAnyException();
    }

    private void assertWait(int seconds, String account, String address) {
        assertThatThrownBy(() -> throttle.check(account, address)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
            assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        });
    }

    private Throttle throttle(Map<String, String> set) {
        return new Throttle(Settings.read(Path.of("/nowhere"), set, List.of()), time);
    }
}
