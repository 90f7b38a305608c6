package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class KeyRingTest {
    private final Door door;
    private final Caller ada;

    KeyRingTest(EveryDatabase kind, @TempDir Path folder) {
        door = new Door(kind, folder, Map.of());
        ada = door.caller(door.member("Ada"));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aKeyIsWhatWasWishedFor() {
        var made = door.keyRing.make(
                ada,
                new KeyRing.Wish(
                        " my mod ",
                        List.of("game", "v1", "game"),
                        "2026-06-01T00:00:00Z",
                        60,
                        "2.50",
                        List.of("fake/bench", "chat")));

        var caller = door.who(made.text()).orElseThrow();
        assertThat(caller.roles()).containsExactlyInAnyOrder(Caller.GAME, Caller.V1);
        assertThat(caller.bounds()).isEqualTo(new Caller.Bounds(Set.of("fake/bench", "chat"), 60));
        var kept = door.keyRing.list(ada).getFirst();
        assertThat(kept).usingRecursiveComparison().ignoringFields("lastUsedAt").isEqualTo(made.key());
        assertThat(kept.name()).isEqualTo("my mod");
        assertThat(kept.budget()).isEqualTo(Money.parse("2.5"));
        door.time.pass(Duration.ofDays(92));
        assertThat(door.who(made.text())).isEmpty();
    }

    @Test
    void whateverIsWishedForAKeyIsNeverMoreThanItsOwner() {
        var grace = door.operator();
        var random = new Random(4711);
        var words = List.of("chat", "story", "game", "v1", "admin", "operator", "login", "root", "*", "");
        for (var n = 0; n < 300; n++) {
            var owner = random.nextBoolean() ? ada : grace;
            var wished = new ArrayList<String>();
            for (var m = random.nextInt(4); m >= 0; m--) {
                wished.add(words.get(random.nextInt(words.size())));
            }
            try {
                var made = door.keyRing.make(owner, wish(wished));
                var may = new HashSet<>(door.who(made.text()).orElseThrow().roles());
                assertThat(may)
                        .isSubsetOf(wished)
                        .isSubsetOf(Caller.CHAT, Caller.STORY, Caller.GAME, Caller.V1, Caller.ADMIN);
                assertThat(may.contains(Caller.ADMIN)).isEqualTo(owner.equals(grace) && wished.contains("admin"));
                door.keyRing.revoke(owner, made.key().id());
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isIn(Code.FORBIDDEN, Code.INVALID_REQUEST);
                assertThat(refusal.code() == Code.FORBIDDEN).isEqualTo(isKnown(wished));
            }
        }
        assertRefused(Code.FORBIDDEN, () -> door.keyRing.make(ada, wish(List.of("chat", "admin"))));
    }

    private static boolean isKnown(List<String> wished) {
        return Set.of("chat", "story", "game", "v1", "admin").containsAll(wished);
    }

    @Test
    void aKeyOfAnOperatorWhoIsNoneAnyMoreDoesNotRuleAnyMore() {
        var grace = door.operator();
        var made = door.keyRing.make(grace, wish(List.of("admin", "chat")));
        assertThat(door.who(made.text()).orElseThrow().may(Caller.ADMIN)).isTrue();

        door.database.transact(tx -> tx.execute("update account set role = 'member' where username_key = 'grace'"));
        door.time.pass(Duration.ofSeconds(2));

        assertThat(door.who(made.text()).orElseThrow().roles()).containsExactly(Caller.CHAT);
    }

    @Test
    void aKeyMakesItsRequestsOfAMinuteAndNoMore() {
        var made = door.keyRing.make(ada, new KeyRing.Wish("k", List.of("chat"), null, 5, null, List.of()));
        var other = door.keyRing.make(ada, wish(List.of("chat")));
        for (var n = 0; n < 5; n++) {
            assertThat(door.who(made.text())).isPresent();
        }

        assertThatThrownBy(() -> door.who(made.text())).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
            assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(12));
        });
        for (var n = 0; n < 20; n++) {
            assertThat(door.who(other.text())).isPresent();
        }
        door.time.pass(Duration.ofSeconds(12));
        var caller = door.who(made.text()).orElseThrow();
        assertThat(door.authentication.allowance(caller).orElseThrow().left()).isZero();
        assertThat(door.authentication.allowance(caller).orElseThrow().most()).isEqualTo(5);
    }

    @Test
    void anotherSeesAndRevokesNothing() {
        var eve = door.caller(door.member("Eve"));
        var made = door.keyRing.make(ada, wish(List.of("chat")));

        assertThat(door.keyRing.list(eve)).isEmpty();
        assertRefused(Code.NOT_FOUND, () -> door.keyRing.revoke(eve, made.key().id()));
        assertThat(door.who(made.text())).isPresent();

        door.keyRing.revoke(ada, made.key().id());
        assertThat(door.who(made.text())).isEmpty();
        assertRefused(Code.NOT_FOUND, () -> door.keyRing.revoke(ada, made.key().id()));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertRefused(Code.INVALID_REQUEST, () -> door.keyRing.make(ada, wish(" ", null, null)));
        for (var moment :
                new String[] {"yesterday", "2020-01-01T00:00:00Z", "2026-06-01", "+1000000000-12-31T23:59:59Z"}) {
            assertRefused(Code.INVALID_REQUEST, () -> door.keyRing.make(ada, wish("k", moment, null)));
        }
        for (var budget : new String[] {"-1", "much", "1e400", "0.0000000001"}) {
            assertRefused(Code.INVALID_REQUEST, () -> door.keyRing.make(ada, wish("k", null, budget)));
        }
        for (var n = 0; n < 50; n++) {
            door.keyRing.make(ada, wish(List.of("chat")));
        }
        assertRefused(Code.CONFLICT, () -> door.keyRing.make(ada, wish(List.of("chat"))));
    }

    @Test
    void whenAKeyWasUsedIsTold() {
        var made = door.keyRing.make(ada, wish(List.of("chat")));
        assertThat(door.keyRing.list(ada).getFirst().lastUsedAt()).isNull();

        door.who(made.text());

        // kept beside the request, which does not wait for it
        var late = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var told = door.keyRing.list(ada).getFirst().lastUsedAt();
        while (told == null && System.nanoTime() < late) {
            told = door.keyRing.list(ada).getFirst().lastUsedAt();
        }
        assertThat(told).isEqualTo(door.time.instant());
    }

    private static KeyRing.Wish wish(List<String> scopes) {
        return new KeyRing.Wish("key", scopes, null, null, null, List.of());
    }

    private static KeyRing.Wish wish(String name, @Nullable String expires, @Nullable String budget) {
        return new KeyRing.Wish(name, List.of("chat"), expires, null, budget, List.of());
    }

    private static void assertRefused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
