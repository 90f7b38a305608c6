package raconteur.story.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import raconteur.protocol.Scenario;
import raconteur.story.constraint.Compliance;
import raconteur.story.constraint.Constraints;
import raconteur.story.payload.Kind;

/** The scenarios that come with the server are worked out, and hold what they ask of others. */
class LibraryTest {
    static List<Kept> books() {
        return Library.all();
    }

    @Test
    void fiveAreEnglishAndFiveChinese() {
        assertThat(Library.all().stream()
                        .collect(Collectors.groupingBy(book -> book.plan().language(), Collectors.counting())))
                .containsOnly(entry("en", 5L), entry("zh", 5L));
    }

    @Test
    void theirIdsAreForGoodAndOlderThanAnyOther() {
        assertThat(Library.all())
                .extracting(book -> book.id().toString())
                .startsWith("01941f29-7c09-7000-8000-7261636f6e09");
        assertThat(Library.all())
                .allMatch(book -> book.id().version() == 7 && book.id().variant() == 2);
        assertThat(new HashSet<>(Library.all().stream().map(Kept::id).toList())).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("books")
    void eachIsWhole(Kept book) {
        var plan = book.plan();

        assertThat(List.of(
                        Objects.requireNonNull(plan.summary()),
                        Objects.requireNonNull(plan.playerRole()),
                        Objects.requireNonNull(plan.primaryGoal()),
                        Objects.requireNonNull(plan.stakes()),
                        Objects.requireNonNull(plan.tone())))
                .noneMatch(String::isBlank);
        assertThat(plan.cast())
                .hasSizeBetween(2, 4)
                .allMatch(role -> role.description() != null && role.voice() != null);
        assertThat(Objects.requireNonNull(plan.lorebook()).entries()).hasSizeBetween(4, 8);
        assertThat(Start.of(book.id(), 1, plan).lists().values()).hasSize(3).allMatch(list -> list.size() >= 3);
        assertThat(Objects.requireNonNull(plan.constraints()).forbiddenTerms()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("books")
    void nothingThatItTellsBreaksItsOwnConstraints(Kept book) {
        var plan = book.plan();
        var compliance = Compliance.of(Start.of(book.id(), 1, plan).constraints());

        for (var role : Objects.requireNonNull(plan.cast())) {
            for (var line : Objects.requireNonNullElse(role.lines(), List.<String>of())) {
                assertThat(compliance.mended(Kind.LINE, line)).isEqualTo(line);
            }
            assertThat(compliance.mended(Kind.TEXT, Objects.requireNonNull(role.description())))
                    .isEqualTo(role.description());
        }
        for (var entry :
                Objects.requireNonNull(Objects.requireNonNull(plan.lorebook()).entries())) {
            assertThat(compliance.mended(Kind.TEXT, entry.text())).isEqualTo(entry.text());
        }
        var slots = Objects.requireNonNull(plan.slots());
        for (var list : List.of(slots.toneBias(), slots.themeBias(), slots.npcBias())) {
            assertThat(Objects.requireNonNull(list))
                    .allMatch(text -> compliance.mended(Kind.TEXT, text).equals(text));
        }
    }

    @ParameterizedTest
    @MethodSource("books")
    void eachIsTheSameAfterAJourneyThroughAFile(Kept book) {
        var text = SheetWriter.write(Documents.file(book.plan()));

        assertThat(text).startsWith("format: raconteur.scenario/1\ntitle: ");
        assertThat(Proof.yaml(text).require("")).isEqualTo(book.plan());
        assertThat(Documents.read(Documents.write(book.plan()))).isEqualTo(book.plan());
    }

    @ParameterizedTest
    @MethodSource("books")
    void everyLoreEntryCanBeCalledUp(Kept book) {
        var lore = Start.of(book.id(), 1, book.plan()).script().lore();

        assertThat(lore.recalled(List.of()))
                .isNotEmpty()
                .allMatch(one -> one.entry().constant());
        for (var entry : lore.entries()) {
            for (var key : entry.keys()) {
                assertThat(lore.recalled(List.of("… " + key + ".")))
                        .as(key)
                        .anyMatch(one -> one.entry().equals(entry));
            }
        }
    }

    @Test
    void theBuiltInListsAreInBothLanguages() {
        for (var language : List.of("en", "zh")) {
            var compliance = Compliance.of(Constraints.in(language));
            assertThat(Drawing.builtIn(language)).hasSize(3);
            assertThat(Drawing.builtIn(language).values())
                    .allSatisfy(list -> assertThat(list)
                            .hasSizeGreaterThanOrEqualTo(10)
                            .allMatch(text -> compliance.mended(Kind.TEXT, text).equals(text)));
        }
        assertThat(Drawing.builtIn("zh-Hant-TW")).isEqualTo(Drawing.builtIn("zh"));
        assertThat(Drawing.builtIn("fr")).isEqualTo(Drawing.builtIn("en"));
    }

    @Test
    void thePublishedSchemaIsTheOneThatIsUsed() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "scenario.schema.json")))
                .isEqualTo(Rulebook.text());
    }

    @Test
    void theExampleOfThePageIsAScenario() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "scenarios.md"));
        var from = page.indexOf("```yaml\n") + 8;

        var verdict = Proof.yaml(page.substring(from, page.indexOf("```", from)));

        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.require("")).isInstanceOf(Scenario.class);
    }
}
