package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

/** One's picture and what one chose for oneself; and how operators find people. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class OwnThingsTest {
    private final Door door;
    private final SignedIn signedIn;
    private final Caller ada;
    private final Caller eve;

    OwnThingsTest(EveryDatabase kind, @TempDir Path folder) {
        door = new Door(kind, folder, Map.of());
        signedIn = door.member("Ada");
        ada = door.caller(signedIn);
        eve = door.caller(door.member("Eve"));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aPictureIsItsOwnersUntilItIsRemoved() throws IOException {
        var first = door.avatars.put(ada, picture(300, 200, 0xFF0000));
        var second = door.avatars.put(ada, picture(300, 200, 0x00FF00));

        assertThat(first.avatar()).isNotNull().isNotEqualTo(second.avatar());
        assertThat(door.avatars.find(ada)).isPresent();
        assertThat(door.avatars.find(eve)).isEmpty();
        assertThat(door.avatars.remove(eve).avatar()).isNull();
        assertThat(door.avatars.find(ada)).isPresent();
        assertThat(door.avatars.remove(ada).avatar()).isNull();
        assertThat(door.avatars.find(ada)).isEmpty();
    }

    @Test
    void withTheAccountGoesEverythingOfItsOwn() throws IOException {
        door.avatars.put(ada, picture(10, 10, 0));
        door.preferences.replace(ada, Map.of("theme", "dark"), null);
        door.passwordReset.offer(ada, ada.account());

        door.membership.leave(ada, Door.PASSWORD);

        for (var table : new String[] {"avatar", "preferences", "mail_key"}) {
            assertThat(door.count(table)).as(table).isZero();
        }
    }

    @Test
    void whatOneChoseStaysAndNobodyElseSeesIt() {
        var wish = new HashMap<String, Object>(Map.of("language", "zh", "theme", "dark", "n", List.of(1, 2)));

        var kept = door.preferences.replace(ada, wish, 0);

        assertThat(kept.choices()).isEqualTo(wish);
        assertThat(kept.version()).isEqualTo(1);
        assertThat(door.preferences.of(ada)).isEqualTo(kept);
        assertThat(door.preferences.of(eve).choices()).hasSize(1).containsEntry("language", null);
        assertThat(door.caller(signedIn).language()).isEqualTo(Language.ZH);
        assertRefused(Code.VERSION_CONFLICT, () -> door.preferences.replace(ada, Map.of(), 0));
        assertThat(door.preferences.replace(ada, Map.of(), 1).choices()).containsOnlyKeys("language");
        assertThat(door.caller(signedIn).language()).isEqualTo(Language.EN);
    }

    @Test
    void noLanguageThatIsNotSpokenAndNotTooMuch() {
        assertRefused(Code.INVALID_REQUEST, () -> door.preferences.replace(ada, Map.of("language", "xx"), null));
        assertRefused(Code.INVALID_REQUEST, () -> door.preferences.replace(ada, Map.of("language", 5), null));
        assertRefused(Code.INVALID_REQUEST, () -> door.preferences.replace(ada, Map.of("x", "x".repeat(20_000)), null));
    }

    @Test
    void operatorsFindPeopleByTheBeginningOfTheirNames() {
        door.register("Adam", "first@example.org");
        door.register("a_b", "x%y@example.org");
        door.localKey.begin();

        assertThat(names("")).containsExactly("a_b", "Adam", "Eve", "Ada");
        assertThat(names("AD")).containsExactly("Adam", "Ada");
        assertThat(names("FIRST@")).containsExactly("Adam");
        assertThat(names("a_")).containsExactly("a_b");
        assertThat(names("%")).isEmpty();
        assertThat(names("！")).isEmpty();
        assertThat(names("' or 1=1 --")).isEmpty();
        assertThat(door.members.search("", ada.account(), 50)).isEmpty();
        assertThat(door.members.search("", null, 2)).hasSize(2);
    }

    private List<String> names(String beginning) {
        return door.members.search(beginning, null, 50).stream()
                .map(account -> account.username().shown())
                .toList();
    }

    private static byte[] picture(int width, int height, int color) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < width; x++) {
            for (var y = 0; y < height; y++) {
                image.setRGB(x, y, color);
            }
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void assertRefused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
