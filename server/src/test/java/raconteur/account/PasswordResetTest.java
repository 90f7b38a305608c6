package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class PasswordResetTest {
    private static final String ADAS = "ada@example.org";
    private static final String HERE = "203.0.113.9";

    private final EveryDatabase kind;
    private final Door door;

    PasswordResetTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        door = new Door(kind, folder, Map.of());
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aLinkSetsAnotherPasswordAndEndsEveryLogin() {
        var laptop = door.register("Ada", ADAS).signedIn().orElseThrow();
        var phone = door.signIn.login("Ada", Door.PASSWORD, Door.PHONE);
        door.passwordReset.request(" Ada@Example.org ", HERE, Language.EN);

        door.passwordReset.confirm(door.key("Ada@Example.org"), "another horse", true);

        assertThat(door.who(laptop.token())).isEmpty();
        assertThat(door.who(phone.token())).isEmpty();
        assertRefused(Code.UNAUTHENTICATED, () -> door.signIn.refresh(phone.refreshToken()));
        assertRefused(Code.BAD_CREDENTIALS, () -> door.signIn.login("Ada", Door.PASSWORD, Door.LAPTOP));
        door.signIn.login("Ada", "another horse", Door.LAPTOP);
    }

    @Test
    void aLinkIsGoodOnceAndForAnHourAndMakesTheOthersVoid() {
        door.register("Ada", ADAS);
        door.passwordReset.request(ADAS, HERE, Language.EN);
        var first = door.key(ADAS);
        door.passwordReset.request(ADAS, HERE, Language.EN);
        var second = door.key(ADAS);
        assertThat(first).isNotEqualTo(second);

        door.passwordReset.confirm(first, "another horse", true);

        assertRefused(Code.INVALID_REQUEST, () -> door.passwordReset.confirm(first, "third horse", true));
        assertRefused(Code.INVALID_REQUEST, () -> door.passwordReset.confirm(second, "third horse", true));
        door.passwordReset.request(ADAS, HERE, Language.EN);
        var late = door.key(ADAS);
        door.time.pass(Duration.ofHours(1));
        assertRefused(Code.INVALID_REQUEST, () -> door.passwordReset.confirm(late, "third horse", true));
        door.signIn.login("Ada", "another horse", Door.LAPTOP);
    }

    @Test
    void aPasswordThatIsTooShortUsesNothingUp() {
        door.register("Ada", ADAS);
        door.passwordReset.request(ADAS, HERE, Language.EN);
        var key = door.key(ADAS);

        assertRefused(Code.INVALID_REQUEST, () -> door.passwordReset.confirm(key, "short", true));

        door.passwordReset.confirm(key, "another horse", true);
    }

    @Test
    void nobodyIsWrittenToWhoseAddressIsUnknown() {
        door.register("Ada", ADAS);

        door.passwordReset.request("eve@example.org", HERE, Language.EN);
        door.passwordReset.request("ada@example.com", HERE, Language.EN);

        assertThat(door.count("letter")).isZero();
        assertThat(door.count("mail_key")).isZero();
        assertRefused(Code.INVALID_REQUEST, () -> door.passwordReset.request("no address", HERE, Language.EN));
    }

    @Test
    void whereNobodyHasShownToReadItEveryoneWhoNamesItIsOfferedAWay() {
        door.register("Ada", ADAS);
        door.register("Lovelace", ADAS);
        door.register("Eve", "eve@example.org");

        door.passwordReset.request(ADAS, HERE, Language.EN);

        var links = Pattern.compile("(\\w+):\\n\\S+#key=(\\S+)")
                .matcher(door.letter(ADAS).text())
                .results()
                .toList();
        assertThat(links).extracting(link -> link.group(1)).containsExactly("Ada", "Lovelace");
        door.passwordReset.confirm(links.getLast().group(2), "another horse", true);
        door.signIn.login("Lovelace", "another horse", Door.LAPTOP);
        door.signIn.login("Ada", Door.PASSWORD, Door.LAPTOP);
    }

    @Test
    void whoUsedTheLetterHasShownToReadTheAddress() {
        door.register("Ada", ADAS);
        door.register("Eve", ADAS);
        door.passwordReset.request(ADAS, HERE, Language.EN);
        door.passwordReset.confirm(door.key(ADAS), "another horse", true);

        door.passwordReset.request(ADAS, HERE, Language.EN);

        assertThat(door.letter(ADAS).text()).contains("Ada:").doesNotContain("Eve:");
    }

    @Test
    void anotherAddressMakesLettersToTheFormerVoid() {
        var ada = door.register("Ada", ADAS).signedIn().orElseThrow();
        door.passwordReset.request(ADAS, HERE, Language.EN);
        var key = door.key(ADAS);

        door.membership.change(door.caller(ada), new Membership.Change(null, "new@example.org", Door.PASSWORD, null));

        assertRefused(Code.INVALID_REQUEST, () -> door.passwordReset.confirm(key, "another horse", true));
    }

    @Test
    void whoWasKeptOutByAStrangersGuessesGetsInByTheLetter() {
        door.register("Ada", ADAS);
        for (var n = 0; n < 9; n++) {
            try {
                door.signIn.login("Ada", "guess number " + n, new SignIn.Device("eve", "198.51.100." + n));
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isIn(Code.BAD_CREDENTIALS, Code.TOO_MANY_REQUESTS);
            }
        }
        assertRefused(Code.TOO_MANY_REQUESTS, () -> door.signIn.login("Ada", Door.PASSWORD, Door.PHONE));

        door.passwordReset.request(ADAS, HERE, Language.EN);
        door.passwordReset.confirm(door.key(ADAS), "another horse", true);

        door.signIn.login("Ada", "another horse", Door.PHONE);
    }

    @Test
    void anOperatorCanHandOutALinkToWhoGetsNoMail() {
        var grace = door.operator();
        var ada = door.member("Ada");

        var way = door.passwordReset.offer(grace, ada.account().id());
        door.passwordReset.confirm(Door.keyIn(way.link()), "another horse", true);

        door.signIn.login("Ada", "another horse", Door.LAPTOP);
        assertRefused(
                Code.INVALID_REQUEST, () -> door.passwordReset.confirm(Door.keyIn(way.link()), "third horse", true));
        door.localKey.begin();
        var local = door.find(tx -> door.accounts.credential(tx, "local")).orElseThrow();
        assertRefused(
                Code.NOT_FOUND,
                () -> door.passwordReset.offer(grace, local.account().id()));
    }

    @Test
    void aSuspendedAccountIsOfferedNothing() {
        var grace = door.operator();
        var ada = door.register("Ada", ADAS).account();
        door.database.transact(tx -> tx.execute("update account set state = 'suspended' where username_key = 'ada'"));

        door.passwordReset.request(ADAS, HERE, Language.EN);

        assertThat(door.letters(ADAS)).isZero();
        assertRefused(Code.CONFLICT, () -> door.passwordReset.offer(grace, ada.id()));
    }

    @Test
    void theDatabaseDoesNotGiveAnyLinkBack() throws IOException {
        Assumptions.assumeTrue(kind == EveryDatabase.SQLITE, "reads the file");
        door.register("Ada", ADAS);
        door.passwordReset.request(ADAS, HERE, Language.EN);
        var invite = door.invites.make(door.operator(), "for Bert", 1, null);

        var dump = new StringBuilder();
        for (var name : new String[] {"raconteur.db", "raconteur.db-wal"}) {
            dump.append(Files.readString(door.data.resolve(name), StandardCharsets.ISO_8859_1));
        }

        assertThat(dump).contains(ADAS, "for Bert");
        assertThat(dump)
                .doesNotContain(door.key(ADAS))
                .doesNotContain("reset-password#")
                .doesNotContain(invite.text());
    }

    private static void assertRefused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
