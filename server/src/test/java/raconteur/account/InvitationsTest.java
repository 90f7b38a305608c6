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
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;

/** Who gets in: open, by invitation, closed; as the environment says, or else an operator. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class InvitationsTest {
    private final EveryDatabase kind;
    private final Path folder;
    private @Nullable Door opened;

    InvitationsTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        this.folder = folder;
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Door door(Map<String, String> set) {
        var door = new Door(kind, folder, set);
        opened = door;
        return door;
    }

    private Door byInvitation() {
        return door(Map.of("RACONTEUR_REGISTRATION", "invite"));
    }

    @Test
    void byInvitationOneGetsInWithAGoodOneOnly() {
        var door = byInvitation();
        var grace = door.operator();
        var invite = door.invites.make(grace, "for Ada", 1, null).text();

        assertRefused(Code.REGISTRATION_CLOSED, () -> register(door, "Eve", null));
        assertRefused(Code.REGISTRATION_CLOSED, () -> register(door, "Eve", ""));
        assertRefused(Code.REGISTRATION_CLOSED, () -> register(door, "Eve", "ri_guess"));
        assertRefused(Code.REGISTRATION_CLOSED, () -> register(door, "Eve", invite.substring(1)));
        register(door, "Ada", " " + invite + " ");

        assertRefused(Code.REGISTRATION_CLOSED, () -> register(door, "Eve", invite));
        var used = door.invites.list(null, 50).getFirst();
        assertThat(used.uses()).isEqualTo(1);
        assertThat(used.isValidAt(door.time.instant())).isFalse();
        assertThat(used.note()).isEqualTo("for Ada");
    }

    @Test
    void aNameThatIsTakenUsesNoInvitationUp() {
        var door = byInvitation();
        var grace = door.operator();
        var invite = door.invites.make(grace, "", 1, null).text();

        assertRefused(Code.USERNAME_TAKEN, () -> register(door, "grace", invite));
        assertRefused(Code.INVALID_REQUEST, () -> register(door, "x", invite));

        register(door, "Ada", invite);
    }

    @Test
    void oneThatRanOutOrWasRevokedIsNotGood() {
        var door = byInvitation();
        var grace = door.operator();
        var old = door.invites.make(grace, "", 5, null);
        var revoked = door.invites.make(grace, "", 5, "2026-12-31T00:00:00Z");
        door.invites.revoke(grace, revoked.invitation().id());

        door.time.pass(Duration.ofDays(7));

        assertRefused(Code.REGISTRATION_CLOSED, () -> register(door, "Eve", old.text()));
        assertRefused(Code.REGISTRATION_CLOSED, () -> register(door, "Eve", revoked.text()));
        assertRefused(
                Code.NOT_FOUND,
                () -> door.invites.revoke(grace, revoked.invitation().id()));
        assertRefused(Code.INVALID_REQUEST, () -> door.invites.make(grace, "", 1, "2026-01-01T00:00:00Z"));
        assertRefused(Code.INVALID_REQUEST, () -> door.invites.make(grace, "", 1, "tomorrow"));
    }

    @Test
    void evenAtOnceNoMoreGetInThanAreInvited() throws Exception {
        var door = byInvitation();
        var invite = door.invites.make(door.operator(), "", 3, null).text();
        var barrier = new CyclicBarrier(12);
        var outcomes = new ArrayList<Future<Boolean>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 12; n++) {
                var name = "guest" + n;
                Callable<Boolean> attempt = () -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    try {
                        register(door, name, invite);
                        return true;
                    } catch (Refusal refusal) {
                        assertThat(refusal.code()).isEqualTo(Code.REGISTRATION_CLOSED);
                        return false;
                    }
                };
                outcomes.add(callers.submit(attempt));
            }
        }

        assertThat(outcomes.stream().filter(Future::resultNow)).hasSize(3);
    }

    @Test
    void closedIsClosedToTheInvitedToo() {
        var door = door(Map.of("RACONTEUR_REGISTRATION", "closed"));
        var invite = door.invites.make(door.operator(), "", 1, null).text();

        assertRefused(Code.REGISTRATION_CLOSED, () -> register(door, "Ada", invite));
    }

    @Test
    void anOperatorChangesWhoGetsInWhereTheEnvironmentIsSilent() {
        var door = door(Map.of());
        var grace = door.operator();
        assertThat(door.entrance.rules().registration()).isEqualTo(Entrance.Registration.OPEN);

        var changed = door.entrance.change(
                grace, new Entrance.Change(Entrance.Registration.CLOSED, Entrance.Proof.OPTIONAL, "Be kind.", 0));

        assertThat(changed.version()).isEqualTo(1);
        assertRefused(Code.REGISTRATION_CLOSED, () -> register(door, "Ada", null));
        assertRefused(
                Code.VERSION_CONFLICT,
                () -> door.entrance.change(grace, new Entrance.Change(Entrance.Registration.OPEN, null, null, 0)));
        door.entrance.change(grace, new Entrance.Change(Entrance.Registration.OPEN, null, null, 1));
        var ada = register(door, "Ada", null).account();
        assertThat(accepted(door, ada)).isEqualTo(1);
        assertThat(door.entrance.rules().terms()).isEqualTo("Be kind.");
        assertThat(door.entrance.rules().proof()).isEqualTo(Entrance.Proof.OPTIONAL);
        assertThat(door.entrance
                        .change(grace, new Entrance.Change(null, null, " ", null))
                        .terms())
                .isNull();
    }

    @Test
    void whatTheEnvironmentSaysStands() {
        var door = byInvitation();
        var grace = door.operator();

        assertRefused(
                Code.CONFLICT,
                () -> door.entrance.change(grace, new Entrance.Change(Entrance.Registration.OPEN, null, null, null)));
        var changed = door.entrance.change(grace, new Entrance.Change(null, Entrance.Proof.MANDATORY, null, null));

        assertThat(changed.registration()).isEqualTo(Entrance.Registration.INVITE);
        assertThat(changed.fixed()).containsExactly("registration");
        assertThat(changed.proof()).isEqualTo(Entrance.Proof.MANDATORY);
    }

    private static long accepted(Door door, Account account) {
        return door.database.read(tx -> tx.createQuery("select terms_version from account where id = :id")
                .bind("id", account.id().toString())
                .mapTo(Long.class)
                .one());
    }

    private static Registration.Made register(Door door, String name, @Nullable String invite) {
        return door.registration.register(
                new Registration.Applicant(name, Door.PASSWORD, null, invite, Language.EN), Door.LAPTOP, true);
    }

    private static void assertRefused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
