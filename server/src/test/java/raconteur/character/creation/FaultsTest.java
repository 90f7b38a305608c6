package raconteur.character.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static raconteur.character.creation.Nursery.pasted;
import static raconteur.character.creation.Nursery.says;
import static raconteur.character.creation.Nursery.wish;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.character.Category;
import raconteur.character.CharacterId;
import raconteur.ledger.Ledger;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.CharacterTask;
import raconteur.protocol.CharacterWish;
import raconteur.protocol.TaskStatus;

/** Pages that are not what they should be, and models that fail. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class FaultsTest {
    private static final String DAIYU = "/item/%E6%9E%97%E9%BB%9B%E7%8E%89";
    private static final Behaviour NONSENSE = Behaviour.standard().saying("I would rather not.");

    private final Nursery nursery;

    FaultsTest(EveryDatabase kind, @TempDir Path folder) {
        nursery = new Nursery(kind, folder);
    }

    @AfterEach
    void end() {
        nursery.close();
    }

    private static Code refused(ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call).code();
    }

    private CharacterTask again(CharacterTask begun, String part) {
        return nursery.creation.again(nursery.ada, new CharacterId(begun.characterId()), part, null);
    }

    private static String code(TaskStatus ended) {
        var problem = ended.error();
        return problem == null ? "" : problem.code();
    }

    @Test
    void aCategoryThatFailsIsNamedAndIsWrittenAgainAlone() throws InterruptedException {
        nursery.when("tasks", NONSENSE);
        var begun = nursery.begin(pasted());
        var ended = nursery.ended(begun);

        assertThat(ended.status()).isEqualTo("done");
        assertThat(ended.categories()).containsEntry("tasks", "failed").containsEntry("knowledge", "done");
        assertThat(String.valueOf(ended.result())).contains("\"tasks\":{\"code\":\"MALFORMED_ANSWER\"");
        assertThat(nursery.sheet(begun).profile().state(Category.TASKS)).isEqualTo(Category.State.FAILED);
        nursery.assertSettled();
        nursery.anew();
        nursery.when("tasks", says(Facet.of("tasks").orElseThrow(), Detail.CONCISE));

        var mended = nursery.ended(again(begun, "tasks"));

        assertThat(mended.status()).isEqualTo("done");
        assertThat(mended.categories()).containsOnlyKeys("tasks").containsEntry("tasks", "done");
        assertThat(mended.characterId()).isEqualTo(begun.characterId());
        assertThat(nursery.shop.workshop.last(
                        nursery.ada.account(), Making.KIND, new CharacterId(begun.characterId()).value()))
                .as("it is written by whom the others were")
                .hasValueSatisfying(task -> assertThat(task.id().value()).isEqualTo(mended.id()))
                .hasValueSatisfying(
                        task -> assertThat(task.input().path("model").asText()).isEqualTo("fake/plain"));
        assertThat(nursery.sheet(begun).profile().states())
                .allSatisfy((_, state) -> assertThat(state).isEqualTo(Category.State.DONE));
        assertThat(nursery.asked()).containsOnlyKeys("tasks");
        assertThat(refused(() -> again(begun, "tasks"))).isEqualTo(Code.CONFLICT);
        assertThat(refused(() -> again(begun, "brief"))).isEqualTo(Code.CONFLICT);
        assertThat(refused(() -> again(begun, "nothing"))).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void whereWritingAgainFailsTheCharacterStays() throws InterruptedException {
        nursery.when("tasks", NONSENSE);
        nursery.when("brief", NONSENSE);
        var begun = nursery.begin(pasted());
        nursery.ended(begun);

        var ended = nursery.ended(again(begun, "tasks"));

        assertThat(code(ended)).isEqualTo("MALFORMED_ANSWER");
        assertThat(nursery.sheet(begun).profile().state(Category.TASKS)).isEqualTo(Category.State.FAILED);
        assertThat(nursery.sheet(begun).profile().state(Category.KNOWLEDGE)).isEqualTo(Category.State.DONE);
        nursery.when("brief", says(Facet.BRIEF, Detail.CONCISE));
        assertThat(nursery.ended(again(begun, "brief")).status()).isEqualTo("done");
        assertThat(nursery.sheet(begun).brief()).startsWith("She is a poet.");
        assertThat(nursery.rows("character where creating is not null")).isZero();
    }

    @Test
    void whoHasNoBriefIsNotIntroduced() throws InterruptedException {
        nursery.when("brief", Behaviour.standard().saying("{\"brief\":\" \",\"greeting\":\"Hello.\"}"));

        var ended = nursery.ended(nursery.begin(pasted()));

        assertThat(ended.categories()).containsEntry("brief", "failed").containsEntry("tasks", "done");
        assertThat(String.valueOf(ended.result())).contains("\"brief\":{\"code\":\"MALFORMED_ANSWER\"");
    }

    @Test
    void whereAllFailItEndsInAnErrorAndNothingIsLeft() throws InterruptedException {
        nursery.always(_ -> NONSENSE);
        var begun = nursery.begin(pasted());
        var ended = nursery.ended(begun);

        assertThat(code(ended)).isEqualTo("MALFORMED_ANSWER");
        assertThat(ended.categories())
                .hasSize(9)
                .allSatisfy((_, state) -> assertThat(state).isEqualTo("failed"));
        assertThat(nursery.rows("character")).isZero();
        assertThat(nursery.rows("character_source")).isZero();
        nursery.assertSettled();
    }

    @Test
    void whoCannotPayIsToldSoAndNothingIsLeft() throws InterruptedException {
        nursery.world.database().transact(tx -> {
            nursery.world
                    .the(Ledger.class)
                    .credit(tx, nursery.ada.account(), Ledger.Kind.TRIAL, Money.parse("-10"), "gone");
            return true;
        });

        var ended = nursery.ended(nursery.begin(pasted()));

        assertThat(code(ended)).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(nursery.rows("character")).isZero();
        assertThat(nursery.upstream.completions()).isEmpty();
    }

    @Test
    void whoHasTooLittleForNineAtOnceIsAskedInSeveralRounds() throws InterruptedException {
        nursery.world.database().transact(tx -> {
            nursery.world
                    .the(Ledger.class)
                    .credit(tx, nursery.ada.account(), Ledger.Kind.TRIAL, Money.parse("-9.7"), "spent");
            return true;
        });
        var begun = nursery.begin(pasted());

        assertThat(nursery.ended(begun).categories())
                .allSatisfy((_, state) -> assertThat(state).isEqualTo("done"));
        assertThat(nursery.asked())
                .hasSize(9)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        nursery.assertSettled();
    }

    @Test
    void namesakesAreToBeChosenFrom() throws InterruptedException {
        nursery.site.html(
                DAIYU,
                "<h1 class='lemmaTitle_x'>林黛玉</h1><div class='polysemantList_z'><ul><li><a href='" + DAIYU
                        + "/1'>小说人物</a></li><li><a href='" + DAIYU + "/2'>电影</a></li></ul></div>");
        nursery.site.html(
                DAIYU + "/1",
                "<h1 class='lemmaTitle_x'>林黛玉</h1><div class='lemmaSummary_q'>" + Nursery.SOURCE + "</div>");

        var asks = nursery.ended(nursery.begin(wish("baike", null, null)));

        assertThat(code(asks)).isEqualTo("SOURCE_NAMESAKES");
        assertThat(String.valueOf(asks.result())).contains("小说人物", "电影");
        assertThat(nursery.rows("character")).isZero();
        assertThat(nursery.upstream.completions()).isEmpty();
        var chosen = nursery.begin(wish("baike", null, nursery.site.at(DAIYU + "/1")));
        assertThat(nursery.ended(chosen).status()).isEqualTo("done");
        assertThat(String.valueOf(nursery.sheet(chosen).origin())).contains("baike", nursery.site.at(DAIYU + "/1"));
    }

    @Test
    void aPageAboutSomebodyElseIsAskedAboutAndGoesOnOnlyWhenItWasChosen() throws InterruptedException {
        nursery.site.html(
                DAIYU, "<h1 class='lemmaTitle_x'>薛宝钗</h1><div class='lemmaSummary_q'>" + Nursery.SOURCE + "</div>");

        var asks = nursery.ended(nursery.begin(wish("baike", null, null)));

        assertThat(code(asks)).isEqualTo("SOURCE_OTHER");
        assertThat(String.valueOf(asks.result())).contains("薛宝钗");
        assertThat(nursery.rows("character")).isZero();
        assertThat(nursery.upstream.completions()).isEmpty();
        var meant = nursery.ended(nursery.begin(wish("baike", null, nursery.site.at(DAIYU))));
        assertThat(meant.status()).isEqualTo("done");
        assertThat(String.valueOf(meant.result())).contains("OTHER_TITLE");
    }

    private CharacterTask page(String picture) {
        nursery.site.html(
                "/page",
                "<title>林黛玉</title><meta property='og:image' content='" + nursery.site.at(picture) + "'><p>"
                        + Nursery.SOURCE);
        return nursery.begin(
                new CharacterWish("林黛玉", "url", nursery.site.at("/page"), null, null, "fake/plain", null, "en", null));
    }

    @Test
    void itIsShownByThePictureOfItsPageDrawnAnew() throws InterruptedException, IOException {
        var drawn = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", drawn);
        nursery.site.page("/picture.png", "image/png", drawn.toByteArray());

        var begun = page("/picture.png");

        assertThat(nursery.ended(begun).status()).isEqualTo("done");
        assertThat(nursery.sheet(begun).stamp().portrait().isThere()).isTrue();
        assertThat(nursery.rows("character_avatar")).isOne();
    }

    @Test
    void aPictureThatIsNoneIsSaidAndHarmsNothing() throws InterruptedException {
        nursery.site.page("/picture.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3});

        var begun = page("/picture.png");
        var ended = nursery.ended(begun);

        assertThat(ended.status()).isEqualTo("done");
        assertThat(String.valueOf(ended.result())).contains("NO_PICTURE");
        assertThat(nursery.rows("character_avatar")).isZero();
        assertThat(nursery.sheet(begun).profile().isEmpty()).isFalse();
    }

    @Test
    void aPageThatIsNotThereOrEmptyOrForPeopleOnlyIsSaid() throws InterruptedException {
        assertThat(code(nursery.ended(nursery.begin(wish("baike", null, null)))))
                .isEqualTo("SOURCE_MISSING");
        nursery.site.html(DAIYU, "<h1 class='lemmaTitle_x'>林黛玉</h1><div class='lemmaSummary_q'> </div>");
        assertThat(code(nursery.ended(nursery.begin(wish("baike", null, null)))))
                .startsWith("SOURCE_");
        nursery.site.html(DAIYU, "<title>百度安全验证</title><body>请完成验证");
        assertThat(code(nursery.ended(nursery.begin(wish("baike", null, null)))))
                .isEqualTo("SOURCE_CHECK");
        assertThat(code(nursery.ended(nursery.begin(wish("text", "太短", null))))).isEqualTo("SOURCE_EMPTY");
        assertThat(nursery.rows("character")).isZero();
        assertThat(nursery.upstream.completions()).isEmpty();
    }
}
