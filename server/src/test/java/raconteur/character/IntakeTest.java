package raconteur.character;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.character.card.Attachment;
import raconteur.character.card.CardFile;
import raconteur.character.card.CardFormat;
import raconteur.character.card.CardVersion;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;

/** Cards that come in, go out, and are copied. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class IntakeTest {
    private final Path folder;
    private final EveryDatabase kind;
    private Company company;

    IntakeTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        this.folder = folder;
        this.company = new Company(kind, folder);
    }

    @AfterEach
    void end() {
        company.close();
    }

    private Intake intake() {
        return company.world.the(Intake.class);
    }

    private CharacterSheet taken(byte[] file) {
        return intake().take(company.ada.account(), file).sheet();
    }

    private CardFile given(CharacterSheet sheet, CardFormat format, CardVersion version) {
        var file = company.world.the(Export.class).write(sheet.owner(), sheet.id(), format, version);
        return CardFile.read(file.bytes()).file();
    }

    private int count(Caller owner) {
        return company.in(tx -> company.characters.count(tx, owner.account()));
    }

    private long storedFiles() {
        return company.in(tx -> Company.rows(tx, "character_file"));
    }

    private Optional<String> source(Caller owner, CharacterId id) {
        return company.in(tx -> company.characters.sourceText(tx, owner.account(), id));
    }

    static byte[] picture(int width, int height) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    @SuppressWarnings("NullAway") // the checker reads no array's annotation from a compiled record
    private static CardFile withFiles() {
        var card = Cards.read("""
                {"spec":"chara_card_v3","spec_version":"3.0","data":{"name":"林黛玉","description":"d","oddity":{"a":[1]},
                "assets":[{"type":"icon","uri":"embeded://assets/icon/main.png","name":"main","ext":"png"},
                {"type":"emotion","uri":"embeded://assets/emotion/sad.png","name":"sad","ext":"png"}],
                "character_book":{"entries":[{"keys":["花"],"content":"c","enabled":true,"insertion_order":1,
                "extensions":{}}],"extensions":{}}}}""");
        return new CardFile(
                card,
                null,
                List.of(
                        new Attachment("assets/icon/main.png", picture(30, 40)),
                        new Attachment("assets/emotion/sad.png", picture(10, 10))));
    }

    @Test
    void aCardComesBackAsItWentInWhateverItTravelsIn() {
        var plain = CardFile.read(Company.card("Marlowe")).file();
        var pictured = new CardFile(plain.card(), picture(40, 60), List.of());
        for (var format : CardFormat.values()) {
            var sheet = taken(pictured.write(format, CardVersion.V3));
            for (var out : CardFormat.values()) {
                for (var version : List.of(CardVersion.V2, CardVersion.V3)) {
                    var back = given(sheet, out, version).card();
                    assertThat(back.rest())
                            .as("%s to %s %s", format, out, version)
                            .isEqualTo(plain.card().rest());
                    assertThat(back.extensions()).isEqualTo(plain.card().extensions());
                    assertThat(back.portrayal()).isEqualTo(plain.card().portrayal());
                    assertThat(back.greetings()).isEqualTo(plain.card().greetings());
                    assertThat(back.credits()).isEqualTo(plain.card().credits());
                }
            }
        }
    }

    @Test
    void filesAndBookComeAlong() {
        var sheet = taken(withFiles().write(CardFormat.CHARX, CardVersion.V3));

        var back = given(sheet, CardFormat.CHARX, CardVersion.V3);

        assertThat(back.card()).isEqualTo(withFiles().card());
        assertThat(back.files())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyInAnyOrderElementsOf(withFiles().files());
        var stored = company.in(tx -> company.characters.find(tx, sheet.owner(), sheet.id()))
                .orElseThrow();
        assertThat(stored.stamp().portrait()).isEqualTo(new Portrait(Portrait.Kind.CARD, 1));
        assertThat(stored.card().book()).isNotNull();
    }

    @Test
    void thePictureOfACardIsGivenBackWhole() throws IOException {
        var whole = picture(300, 450);
        var card = CardFile.read(Company.card("Marlowe")).file().card();
        var sheet = taken(new CardFile(card, whole, List.of()).write(CardFormat.PNG, CardVersion.V3));

        var back = given(sheet, CardFormat.PNG, CardVersion.V3).picture();

        var image = ImageIO.read(new java.io.ByteArrayInputStream(java.util.Objects.requireNonNull(back)));
        assertThat(image.getWidth()).isEqualTo(300);
        assertThat(image.getHeight()).isEqualTo(450);
    }

    @Test
    void aPictureThatWasSetHereStandsForTheCardsOwn() throws IOException {
        var sheet = taken(withFiles().write(CardFormat.CHARX, CardVersion.V3));
        var wardrobe = company.world.the(Wardrobe.class);

        wardrobe.show(sheet.owner(), sheet.id(), picture(64, 64), null);
        var shown = given(sheet, CardFormat.CHARX, CardVersion.V3);
        wardrobe.hide(sheet.owner(), sheet.id());
        var hidden = given(sheet, CardFormat.CHARX, CardVersion.V3);

        assertThat(ImageIO.read(new java.io.ByteArrayInputStream(shown.icon().orElseThrow()))
                        .getWidth())
                .isEqualTo(Wardrobe.SIDE);
        assertThat(shown.files()).hasSize(3);
        assertThat(hidden.icon()).isEmpty();
        assertThat(hidden.files()).hasSize(2);
    }

    @Test
    void aBrokenOneStopsNoOther() {
        var sent = new ArrayList<Intake.Sent>();
        for (var nth = 0; nth < 20; nth++) {
            sent.add(new Intake.Sent(
                    "card " + nth + ".json",
                    nth % 4 == 1 ? "{broken".getBytes(StandardCharsets.UTF_8) : Company.card("card " + nth)));
        }

        var report = intake().take(company.ada, sent).items();

        assertThat(report).hasSize(20);
        for (var nth = 0; nth < 20; nth++) {
            var item = report.get(nth);
            assertThat(item.file()).isEqualTo("card " + nth + ".json");
            assertThat(item.error() == null).isEqualTo(nth % 4 != 1);
            assertThat(item.characterId() == null).isEqualTo(nth % 4 == 1);
        }
        assertThat(count(company.ada)).isEqualTo(15);
        assertThat(count(company.eve)).isZero();
    }

    @Test
    void thereIsAnEndToHowManyAndHowMuch() {
        company.close();
        company = new Company(kind, folder.resolve("bounded"), "MAX_CHARACTERS", "2", "CHARACTER_STORAGE", "5000");
        var wardrobe = company.world.the(Wardrobe.class);
        taken(Company.card("one"));
        var second = taken(Company.card("two"));

        assertRefused(Code.CONFLICT, () -> taken(Company.card("three")));
        assertRefused(Code.CONFLICT, () -> wardrobe.copy(company.ada, second.id()));
        wardrobe.delete(second.owner(), second.id(), false);
        taken(Company.card("three"));
        assertRefused(Code.CONFLICT, () -> wardrobe.restore(second.owner(), second.id()));
        wardrobe.delete(company.ada.account(), firstOf(), true);
        var heavy = new ArrayList<>(withFiles().files());
        heavy.add(new Attachment("assets/other/x.bin", new byte[9000]));
        var large = new CardFile(withFiles().card(), picture(9, 9), heavy).write(CardFormat.CHARX, CardVersion.V3);
        assertRefused(Code.CONFLICT, () -> taken(large));
        assertThat(storedFiles()).isZero();
        assertThat(count(company.ada)).isEqualTo(1);
    }

    private CharacterId firstOf() {
        return new CharacterId(company.world
                .the(Gallery.class)
                .list(company.ada.account(), Gallery.Scope.OWN, "", "", Gallery.Sort.NAME, null, 1)
                .items()
                .getFirst()
                .id());
    }

    private static void assertRefused(Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aProfileTravelsInTheCardAndComesBack() {
        var made = company.kept(company.sheet(company.ada, "林黛玉")
                .spokenBy("zh", null)
                .withBrief("潇湘妃子")
                .with(Company.known())
                .with(new Origin("zhwiki", "林黛玉", "https://zh.example/1", "7", "CC BY-SA 4.0", null, null, 9)));

        for (var format : CardFormat.values()) {
            var file = company.world.the(Export.class).write(made.owner(), made.id(), format, CardVersion.V3);
            var card = CardFile.read(file.bytes()).file().card();
            assertThat(card.portrayal().description()).contains("【基础身份信息】", "年龄：十五", "- 葬花");
            assertThat(card.credits().sources()).containsExactly("https://zh.example/1");
            assertThat(new String(Cards.text(card).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .doesNotContain("年方十五。");

            var back = taken(file.bytes());

            assertThat(back.profile()).isEqualTo(made.profile().withoutQuotes());
            assertThat(back.brief()).isEqualTo(made.brief());
            assertThat(back.language()).isEqualTo("zh");
            assertThat(back.card().portrayal()).isEqualTo(made.card().portrayal());
            assertThat(back.visibility()).isEqualTo(Visibility.PRIVATE);
        }
    }

    @Test
    void aCharacterWithoutAPictureIsAPictureAllTheSame() throws IOException {
        var made = company.kept(company.sheet(company.ada, "林黛玉"));

        var back = given(made, CardFormat.PNG, CardVersion.V2).picture();

        var image = ImageIO.read(new java.io.ByteArrayInputStream(java.util.Objects.requireNonNull(back)));
        assertThat(image.getHeight()).isEqualTo(600);
        assertThat(image.getRGB(200, 240)).isNotEqualTo(image.getRGB(5, 240));
    }

    @Test
    void aCopyIsOnesOwnWithAllThatBelongsToItAndSpeaksAsBefore() {
        var sheet = taken(withFiles().write(CardFormat.CHARX, CardVersion.V3));
        var wardrobe = company.world.the(Wardrobe.class);
        company.in(tx -> {
            company.characters.keepSourceText(tx, sheet.owner(), sheet.id(), "rosebud");
            return true;
        });

        assertRefused(Code.NOT_FOUND, () -> wardrobe.copy(company.eve, sheet.id()));
        var copy = wardrobe.copy(company.ada, sheet.id());
        var second = wardrobe.copy(company.ada, sheet.id());

        assertThat(copy.name()).isEqualTo("林黛玉-copy");
        assertThat(second.name()).isEqualTo("林黛玉-copy2");
        assertThat(copy.nickname()).isEqualTo("林黛玉");
        assertThat(copy.avatarUrl()).contains(copy.id().toString());
        var id = new CharacterId(copy.id());
        assertThat(source(company.ada, id)).contains("rosebud");
        var out = company.world.the(Export.class).write(sheet.owner(), id, CardFormat.CHARX, CardVersion.V3);
        assertThat(CardFile.read(out.bytes()).file().files()).hasSize(2);
    }

    @Test
    void aPublicOneIsCopiedWithoutTheWordsOfItsSource() {
        var hers = company.kept(company.sheet(company.ada, "林黛玉")
                .with(Company.known())
                .spokenBy("zh", "own/model")
                .with(Visibility.PUBLIC));
        company.in(tx -> {
            company.characters.keepSourceText(tx, hers.owner(), hers.id(), "rosebud");
            return true;
        });

        var copy = company.world.the(Wardrobe.class).copy(company.eve, hers.id());

        assertThat(copy.own()).isTrue();
        assertThat(copy.name()).isEqualTo("林黛玉");
        assertThat(copy.visibility()).isEqualTo("private");
        assertThat(copy.model()).isNull();
        assertThat(copy.provenance().values())
                .allSatisfy(one -> assertThat(one.quote()).isNull());
        assertThat(source(company.eve, new CharacterId(copy.id()))).isEmpty();
    }

    @Test
    void aNameThatNobodyMayHaveIsShownAsNearAsCanBeAndTheCardKeepsIt() {
        var long80 = "长".repeat(80);
        var sheet = taken(Company.card(long80));
        var hidden = taken(Company.card("a\\u202eb\\u0007c"));

        assertThat(sheet.name()).isEqualTo("长".repeat(64));
        assertThat(given(sheet, CardFormat.JSON, CardVersion.V3).card().name()).isEqualTo(long80);
        assertThat(hidden.name()).isEqualTo("abc");
    }
}
