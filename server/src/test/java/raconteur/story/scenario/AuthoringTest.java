package raconteur.story.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.ManualTime;
import raconteur.platform.Refusal;
import raconteur.platform.Settings;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.Scenario;
import raconteur.protocol.ScenarioCard;
import raconteur.protocol.ScenarioState;
import raconteur.protocol.SlotDraw;

/** Scenarios as they are kept, on every database. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class AuthoringTest {
    private final ManualTime time = new ManualTime();
    private final EveryDatabase.Own own;
    private final Erasing erasing;
    private final Authoring authoring;
    private final Drawing drawing;
    private final Caller ada = caller("ada", Set.of(Caller.LOGIN, Caller.STORY));
    private final Caller eve = caller("eve", Set.of(Caller.LOGIN, Caller.STORY));
    private final Caller grace = caller("grace", Set.of(Caller.LOGIN, Caller.STORY, Caller.OPERATOR));

    AuthoringTest(EveryDatabase kind, @TempDir Path folder) {
        own = kind.open(folder, time);
        var scenarios = new Scenarios();
        var ids = new Ids(time);
        erasing = new Erasing(own.database(), scenarios, time, Settings.read(folder, Map.of(), List.of()));
        authoring = new Authoring(own.database(), scenarios, erasing, ids, time);
        drawing = new Drawing(authoring, ids);
    }

    @AfterEach
    void close() {
        own.close();
    }

    private static Caller caller(String name, Set<String> roles) {
        return new Caller(new AccountId(UUID.randomUUID()), name, UUID.randomUUID(), roles, Language.EN);
    }

    private static Proof.Verdict titled(String title) {
        return Proof.yaml("title: " + title + "\nlanguage: en\npremise: It begins with rosebud.\n");
    }

    private static Scenario plan(String title) {
        return titled(title).require("");
    }

    private List<String> titles(Caller caller, String origin) {
        return authoring.list(caller.account(), null, origin, null, 200).items().stream()
                .map(ScenarioCard::title)
                .toList();
    }

    private static void refused(Code code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void ofAnothersNothingIsThere() {
        var hers = authoring.make(ada, titled("Hers"), false).id();
        var gone = authoring.make(ada, titled("Gone"), false).id();
        authoring.delete(ada, gone, false);

        refused(Code.NOT_FOUND, () -> authoring.get(eve.account(), hers));
        refused(Code.NOT_FOUND, () -> authoring.start(eve.account(), hers));
        refused(Code.NOT_FOUND, () -> authoring.yaml(eve.account(), hers));
        refused(Code.NOT_FOUND, () -> authoring.copy(eve, hers));
        refused(Code.NOT_FOUND, () -> authoring.change(eve, hers, plan("Mine"), null));
        refused(Code.NOT_FOUND, () -> authoring.delete(eve, hers, true));
        refused(Code.NOT_FOUND, () -> authoring.restore(eve, gone));
        refused(Code.NOT_FOUND, () -> drawing.draw(eve, new SlotDraw(hers, null, null)));
        refused(Code.NOT_FOUND, () -> authoring.delete(grace, hers, true));
        assertThat(titles(eve, "own")).isEmpty();
        assertThat(titles(grace, "own")).isEmpty();
        assertThat(authoring.get(ada.account(), hers).scenario().title()).isEqualTo("Hers");
    }

    @Test
    void oneIsMadeChangedDeletedAndBroughtBack() {
        var made = authoring.make(ada, titled("First"), false);
        assertThat(made.version()).isEqualTo(1);
        assertThat(made.origin()).isEqualTo("own");

        time.pass(Duration.ofSeconds(5));
        var changed = authoring.change(ada, made.id(), plan("Second"), 1);

        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.updatedAt()).isAfter(changed.createdAt());
        refused(Code.VERSION_CONFLICT, () -> authoring.change(ada, made.id(), plan("Third"), 1));
        authoring.delete(ada, made.id(), false);
        refused(Code.NOT_FOUND, () -> authoring.get(ada.account(), made.id()));
        refused(Code.NOT_FOUND, () -> authoring.change(ada, made.id(), plan("Third"), null));
        assertThat(authoring.restore(ada, made.id()).scenario().title()).isEqualTo("Second");
        authoring.delete(ada, made.id(), false);
        time.pass(Duration.ofMinutes(11));
        refused(Code.NOT_FOUND, () -> authoring.restore(ada, made.id()));
    }

    @Test
    void whatIsPurgedIsGoneAtOnce() {
        var made = authoring.make(ada, titled("First"), false);

        authoring.delete(ada, made.id(), true);

        refused(Code.NOT_FOUND, () -> authoring.restore(ada, made.id()));
    }

    @Test
    void operatorsShareAndNobodyElseTouchesWhatIsShared() {
        refused(Code.FORBIDDEN, () -> authoring.make(ada, titled("Shared"), true));
        var shared = authoring.make(grace, titled("Shared"), true);

        assertThat(titles(eve, "shared")).containsExactly("Shared");
        refused(Code.FORBIDDEN, () -> authoring.change(eve, shared.id(), plan("Mine"), null));
        refused(Code.FORBIDDEN, () -> authoring.delete(eve, shared.id(), false));
        assertThat(authoring.change(grace, shared.id(), plan("Ours"), 1).version())
                .isEqualTo(2);
        var copy = authoring.copy(eve, shared.id());
        assertThat(copy.copiedFrom()).isEqualTo(shared.id());
        assertThat(titles(eve, "own")).containsExactly("Ours");
        assertThat(titles(ada, "own")).isEmpty();
        authoring.delete(grace, shared.id(), false);
        refused(Code.FORBIDDEN, () -> authoring.restore(eve, shared.id()));
        assertThat(authoring.restore(grace, shared.id()).origin()).isEqualTo("shared");
    }

    @Test
    void theLibraryIsEverybodysAndIsCopiedWhenItIsEdited() {
        assertThat(titles(ada, "library")).hasSize(10);
        var lamp = Library.all().getLast();

        var copy = authoring.change(ada, lamp.id(), plan("My lamp"), 1);

        assertThat(copy.id()).isNotEqualTo(lamp.id());
        assertThat(copy.copiedFrom()).isEqualTo(lamp.id());
        assertThat(copy.origin()).isEqualTo("own");
        assertThat(authoring.get(eve.account(), lamp.id()).scenario().title()).isEqualTo("The Last Lamp");
        assertThat(titles(eve, "own")).isEmpty();
        refused(Code.FORBIDDEN, () -> authoring.delete(grace, lamp.id(), true));
        assertThat(authoring.start(eve.account(), lamp.id()).script().title()).isEqualTo("The Last Lamp");
    }

    @Test
    void aListIsReadPageByPageTheLibraryLast() {
        for (var n = 0; n < 5; n++) {
            authoring.make(ada, titled("T" + n), false);
        }
        var seen = new ArrayList<String>();
        for (String cursor = null; ; ) {
            var page = authoring.list(ada.account(), null, null, cursor, 4);
            page.items().forEach(card -> seen.add(card.title()));
            cursor = page.nextCursor();
            if (cursor == null) {
                break;
            }
        }

        assertThat(seen)
                .hasSize(15)
                .doesNotHaveDuplicates()
                .startsWith("T4", "T3", "T2", "T1", "T0")
                .endsWith("The Last Lamp");
        assertThat(authoring.list(ada.account(), "zh-CN", null, null, 50).items())
                .hasSize(5);
        assertThat(authoring.list(ada.account(), "en", "own", null, 50).items()).hasSize(5);
        refused(Code.INVALID_REQUEST, () -> authoring.list(ada.account(), null, null, "x", 50));
    }

    @Test
    void whatIsExportedIsImportedAsItWas() {
        for (var book : Library.all()) {
            var again = authoring.make(ada, Proof.yaml(authoring.yaml(ada.account(), book.id())), false);
            assertThat(again.scenario()).isEqualTo(book.plan());
        }
    }

    @Test
    void whatHasFaultsIsNotKept() {
        refused(Code.INVALID_REQUEST, () -> authoring.make(ada, Proof.yaml("title: x\n"), false));
        var good = authoring.make(ada, titled("Good"), false);
        var bad = new Scenario(
                "x".repeat(61),
                null,
                "en",
                "p",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        refused(Code.INVALID_REQUEST, () -> authoring.change(ada, good.id(), bad, null));
        assertThat(titles(ada, "own")).containsExactly("Good");
    }

    @Test
    void nobodyKeepsMoreThanTwoHundred() {
        ScenarioState last = null;
        for (var n = 0; n < 200; n++) {
            last = authoring.make(ada, titled("T" + n), false);
        }
        refused(Code.CONFLICT, () -> authoring.make(ada, titled("One more"), false));
        authoring.delete(ada, Objects.requireNonNull(last).id(), false);
        assertThat(authoring.make(ada, titled("Instead"), false).version()).isEqualTo(1);
    }

    @Test
    void anAccountThatGoesTakesItsScenariosAlongAndNoOthers() {
        authoring.make(ada, titled("Hers"), false);
        authoring.make(eve, titled("Eves"), false);
        authoring.make(grace, titled("Shared"), true);

        own.database().transact(tx -> {
            erasing.deleted(tx, ada.account());
            return true;
        });

        assertThat(titles(ada, "own")).isEmpty();
        assertThat(titles(eve, "own")).containsExactly("Eves");
        assertThat(titles(eve, "shared")).containsExactly("Shared");
    }

    @Test
    void whatIsDrawnWithASeedIsDrawnAgain() {
        var lamp = Library.all().getLast().id();
        var once = drawing.draw(ada, new SlotDraw(lamp, "s1", null));

        assertThat(drawing.draw(eve, new SlotDraw(lamp, "s1", "zh"))).isEqualTo(once);
        assertThat(authoring.start(ada.account(), lamp).draw("s1").tone())
                .isEqualTo(once.slots().toneBias());
        var free = drawing.draw(ada, new SlotDraw(null, null, "zh"));
        assertThat(drawing.draw(eve, new SlotDraw(null, free.seed(), "zh-Hans")))
                .isEqualTo(free);
        assertThat(drawing.draw(ada, new SlotDraw(null, null, null)).seed()).isNotEqualTo(free.seed());
    }
}
