package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Settings;

class PasswordsTest {
    private final Passwords passwords = new Passwords(settings(Map.of()));

    @AfterEach
    void close() {
        passwords.close();
    }

    @Test
    void thePasswordMatchesItsHashAndNoOther() {
        var hash = passwords.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash("correct horse"));
        assertThat(passwords.verify("correct horse", hash, PasswordsTest::go))
                .isEqualTo(new Passwords.Verdict(true, false));
        assertThat(passwords.verify("correct horsf", hash, PasswordsTest::go).matches())
                .isFalse();
    }

    @Test
    void everyCharacterCounts() {
        var start = "x".repeat(199);
        var hash = passwords.hash(start + "a" + "y".repeat(56));

        assertThat(passwords
                        .verify(start + "b" + "y".repeat(56), hash, PasswordsTest::go)
                        .matches())
                .isFalse();
        assertThat(passwords
                        .verify(start + "a" + "y".repeat(56), hash, PasswordsTest::go)
                        .matches())
                .isTrue();
    }

    @Test
    void composedAndDecomposedAreTheSameButCompatibleIsNot() {
        var hash = passwords.hash("caf\u00e9 au lait");

        assertThat(passwords
                        .verify("cafe\u0301 au lait", hash, PasswordsTest::go)
                        .matches())
                .isTrue();
        assertThat(passwords
                        .verify("ｃaf\u00e9 au lait", hash, PasswordsTest::go)
                        .matches())
                .isFalse();
    }

    @Test
    void nobodyHasAnyPassword() {
        assertThat(passwords.verify("", null, PasswordsTest::go).matches()).isFalse();
        assertThat(passwords.verify("correct horse", null, PasswordsTest::go).matches())
                .isFalse();
    }

    @Test
    void weakParametersAreNoticed() {
        var old = Argon2Function.getInstance(8192, 2, 1, 32, Argon2.ID)
                .hash("correct horse")
                .getResult();

        assertThat(passwords.verify("correct horse", old, PasswordsTest::go))
                .isEqualTo(new Passwords.Verdict(true, true));
    }

    @Test
    void theVectorOfTheStandardsAuthorsMatches() {
        // from the reference implementation's own tests: m=2^16, t=2, p=1, "password", "somesalt"
        var kept = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(passwords.verify("password", kept, PasswordsTest::go).matches())
                .isTrue();
        assertThat(passwords.verify("Password", kept, PasswordsTest::go).matches())
                .isFalse();
    }

    @Test
    void passwordsOfEightTo256CharactersAreTaken() {
        Passwords.check("password", "12345678");
        Passwords.check("password", "😀".repeat(256));

        for (var wrong : new String[] {"", "1234567", "x".repeat(257)}) {
            assertThatThrownBy(() -> Passwords.check("new_password", wrong))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("new_password: must have 8 to 256 characters");
        }
    }

    @Test
    void aFloodIsRefusedInsteadOfQueuedForEver() throws Exception {
        var atWork = new CountDownLatch(2);
        var goOn = new CountDownLatch(1);
        var refused = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (var n = 0; n < 2; n++) {
                all.add(callers.submit(() -> passwords.verify("x", null, () -> {
                    atWork.countDown();
                    await(goOn);
                })));
            }
            assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();

            for (var n = 0; n < 100; n++) {
                all.add(callers.submit(() -> {
                    try {
                        passwords.verify("x", null, PasswordsTest::go);
                    } catch (Refusal refusal) {
                        assertThat(refusal.code()).isEqualTo(Code.OVERLOADED);
                        assertThat(refusal.retryAfter()).isPositive();
                        refused.incrementAndGet();
                    }
                }));
            }
            // whoever is neither refused nor waiting has not come yet
            while (refused.get() + passwords.waiting() < 100) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            for (var one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        }

        assertThat(refused).hasValue(36);
    }

    @Test
    void whatAHashCostsIsASetting() {
        var cheap = new Passwords(settings(Map.of("RACONTEUR_PASSWORD_MEMORY", "1024")));
        try {
            var hash = cheap.hash("correct horse");

            assertThat(hash).startsWith("$argon2id$v=19$m=1024,t=2,p=1$");
            assertThat(cheap.verify("correct horse", hash, PasswordsTest::go))
                    .isEqualTo(new Passwords.Verdict(true, false));
            assertThat(cheap.verify("correct horse", null, PasswordsTest::go).matches())
                    .isFalse();
            assertThat(passwords.verify("correct horse", hash, PasswordsTest::go))
                    .isEqualTo(new Passwords.Verdict(true, true));
        } finally {
            cheap.close();
        }
    }

    private static Settings settings(Map<String, String> set) {
        return Settings.read(Path.of("."), set, List.of());
    }

    private static void go() {}

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
