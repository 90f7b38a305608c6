package raconteur.character;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.character.card.Attachment;
import raconteur.platform.db.EveryDatabase;

/** Rows of characters, and who may read and write them. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class CharactersTest {
    private final Company company;
    private final Characters characters;
    private final CharacterFiles files;

    CharactersTest(EveryDatabase kind, @TempDir Path folder) {
        company = new Company(kind, folder);
        characters = company.characters;
        files = company.world.the(CharacterFiles.class);
    }

    @AfterEach
    void end() {
        company.close();
    }

    private CharacterSheet hers() {
        return company.kept(company.sheet(company.ada, "林黛玉").withBrief("潇湘妃子").with(Company.known()));
    }

    @Test
    void aStrangerReadsNothingPrivate() {
        var hers = hers();
        var eve = company.eve.account();

        company.in(tx -> {
            characters.keepSourceText(tx, hers.owner(), hers.id(), "rosebud");
            assertThat(characters.find(tx, eve, hers.id())).isEmpty();
            assertThat(characters.readable(tx, eve, hers.id())).isEmpty();
            assertThat(characters.published(tx, hers.id())).isEmpty();
            assertThat(characters.named(tx, eve, hers.name())).isEmpty();
            assertThat(characters.isTaken(tx, eve, hers.name())).isFalse();
            assertThat(characters.count(tx, eve)).isZero();
            assertThat(characters.bytes(tx, eve)).isZero();
            assertThat(characters.sourceText(tx, eve, hers.id())).isEmpty();
            assertThat(characters.find(tx, hers.owner(), hers.id())).contains(hers);
            assertThat(characters.sourceText(tx, hers.owner(), hers.id())).contains("rosebud");
            return true;
        });
    }

    @Test
    void aStrangerReadsWhatIsNotPrivateAndItsSourceNever() {
        var eve = company.eve.account();
        for (var visibility : List.of(Visibility.UNLISTED, Visibility.PUBLIC)) {
            var shown = company.kept(company.sheet(company.ada, "shown").with(visibility));
            company.in(tx -> {
                characters.keepSourceText(tx, shown.owner(), shown.id(), "rosebud");
                assertThat(characters.readable(tx, eve, shown.id())).contains(shown);
                assertThat(characters.published(tx, shown.id())).contains(shown);
                assertThat(characters.find(tx, eve, shown.id())).isEmpty();
                assertThat(characters.sourceText(tx, eve, shown.id())).isEmpty();
                return true;
            });
        }
    }

    @Test
    void aStrangerChangesNothing() {
        var hers = company.kept(company.sheet(company.ada, "hers").with(Visibility.PUBLIC));
        var eve = company.eve.account();
        var forged = new CharacterSheet(
                hers.id(),
                eve,
                "Hers",
                "",
                "",
                null,
                Visibility.PUBLIC,
                hers.card(),
                Profile.EMPTY,
                null,
                hers.stamp());

        company.in(tx -> {
            assertThat(characters.update(tx, forged.next(Company.NOW))).isFalse();
            assertThat(characters.delete(tx, eve, hers.id(), Company.NOW)).isFalse();
            characters.setCreating(tx, eve, hers.id(), UUID.randomUUID());
            characters.keepSourceText(tx, eve, hers.id(), "hers");
            files.show(tx, eve, hers.id(), Portrait.Kind.OWN, new byte[] {1}, null);
            files.keep(tx, eve, hers.id(), List.of(new Attachment("a", new byte[] {1})));
            assertThat(files.hide(tx, eve, hers.id())).isFalse();
            assertThat(characters.find(tx, hers.owner(), hers.id())).contains(hers);
            assertThat(characters.sourceText(tx, hers.owner(), hers.id())).isEmpty();
            assertThat(Company.rows(tx, "character_avatar")).isZero();
            assertThat(Company.rows(tx, "character_file")).isZero();

            assertThat(characters.delete(tx, hers.owner(), hers.id(), Company.NOW))
                    .isTrue();
            assertThat(characters.readable(tx, eve, hers.id())).isEmpty();
            assertThat(characters.published(tx, hers.id())).isEmpty();
            assertThat(characters.restore(tx, eve, hers.id(), Company.NOW.minusSeconds(1)))
                    .isFalse();
            characters.erase(tx, eve, hers.id());
            assertThat(characters.restore(tx, hers.owner(), hers.id(), Company.NOW.minusSeconds(1)))
                    .isTrue();
            return true;
        });
    }

    @Test
    void everythingComesBackAsItWas() {
        var hers = hers();

        var found =
                company.in(tx -> characters.find(tx, hers.owner(), hers.id())).orElseThrow();

        assertThat(found).isEqualTo(hers);
        assertThat(found.profile().state(Category.TASKS)).isEqualTo(Category.State.FAILED);
        assertThat(found.profile().state(Category.BASIC_INFO)).isEqualTo(Category.State.DONE);
        assertThat(found.profile().state(Category.KNOWLEDGE)).isEqualTo(Category.State.EMPTY);
        assertThat(found.profile().statements(Trait.AGE))
                .containsExactly(new Statement("十五", Provenance.source("年方十五。")));
    }

    @Test
    void whatMovedOnIsNotWrittenOver() {
        var hers = hers();

        company.in(tx -> {
            assertThat(characters.update(tx, hers.withBrief("一").next(Company.NOW)))
                    .isTrue();
            assertThat(characters.update(tx, hers.withBrief("二").next(Company.NOW)))
                    .isFalse();
            assertThat(characters.find(tx, hers.owner(), hers.id()))
                    .hasValueSatisfying(now -> assertThat(now.brief()).isEqualTo("一"));
            return true;
        });
    }

    @Test
    void ofTenWritersAtOnceOneIsTheFirst() throws InterruptedException, ExecutionException {
        var hers = hers();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 10)
                    .<Callable<Boolean>>mapToObj(nth -> () -> company.in(tx ->
                            characters.update(tx, hers.withBrief("brief " + nth).next(Company.NOW))))
                    .toList();
            var won = 0;
            for (var writer : threads.invokeAll(writers)) {
                won += writer.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    @Test
    void whatIsDeletedComesBackForAWhileAndIsThenGoneWithAllThatIsItsOwn() {
        var hers = hers();
        var owner = hers.owner();

        company.in(tx -> {
            characters.keepSourceText(tx, owner, hers.id(), "rosebud");
            files.keep(tx, owner, hers.id(), List.of(new Attachment("a", new byte[] {1, 2, 3})));
            files.show(tx, owner, hers.id(), Portrait.Kind.OWN, new byte[] {1}, new byte[] {2});
            assertThat(characters.delete(tx, owner, hers.id(), Company.NOW)).isTrue();
            assertThat(characters.find(tx, owner, hers.id())).isEmpty();
            assertThat(characters.sourceText(tx, owner, hers.id())).isEmpty();
            assertThat(characters.bytes(tx, owner)).isPositive();
            assertThat(characters.restore(tx, owner, hers.id(), Company.NOW)).isFalse();
            assertThat(characters.restore(tx, owner, hers.id(), Company.NOW.minusMillis(1)))
                    .isTrue();
            assertThat(characters.delete(tx, owner, hers.id(), Company.NOW)).isTrue();
            assertThat(characters.erase(tx, Company.NOW.minusMillis(1))).isZero();
            assertThat(characters.erase(tx, Company.NOW)).isEqualTo(1);
            for (var table :
                    List.of("character", "character_tag", "character_source", "character_avatar", "character_file")) {
                assertThat(Company.rows(tx, table)).as(table).isZero();
            }
            return true;
        });
    }

    @Test
    void anAccountThatGoesTakesItsCharactersAlong() {
        var hers = company.kept(company.sheet(company.ada, "hers")
                .with(Cards.read(new String(Company.card("hers"), java.nio.charset.StandardCharsets.UTF_8))));
        var other = company.kept(company.sheet(company.eve, "hers too"));

        company.in(tx -> {
            characters.keepSourceText(tx, hers.owner(), hers.id(), "rosebud");
            files.keep(tx, hers.owner(), hers.id(), List.of(new Attachment("a", new byte[] {1})));
            files.show(tx, hers.owner(), hers.id(), Portrait.Kind.CARD, new byte[] {1}, new byte[] {2});
            assertThat(Company.rows(tx, "character_tag")).isEqualTo(1);
            tx.createUpdate("delete from account where id = :id")
                    .bind("id", hers.owner().toString())
                    .execute();
            for (var table : List.of("character_tag", "character_source", "character_avatar", "character_file")) {
                assertThat(Company.rows(tx, table)).as(table).isZero();
            }
            assertThat(characters.find(tx, other.owner(), other.id())).contains(other);
            assertThat(Company.rows(tx, "character")).isEqualTo(1);
            return true;
        });
    }

    @Test
    void itIsKnownWhatFilesTake() {
        var hers = hers();
        var owner = hers.owner();

        company.in(tx -> {
            var bare = characters.bytes(tx, owner);
            files.keep(tx, owner, hers.id(), List.of(new Attachment("a", new byte[100])));
            files.show(tx, owner, hers.id(), Portrait.Kind.CARD, new byte[20], new byte[30]);
            assertThat(characters.bytes(tx, owner)).isEqualTo(bare + 150);
            files.show(tx, owner, hers.id(), Portrait.Kind.OWN, new byte[7], null);
            assertThat(characters.bytes(tx, owner)).isEqualTo(bare + 107);
            files.hide(tx, owner, hers.id());
            assertThat(characters.bytes(tx, owner)).isEqualTo(bare + 100);
            assertThat(characters
                            .find(tx, owner, hers.id())
                            .orElseThrow()
                            .stamp()
                            .portrait())
                    .isEqualTo(new Portrait(Portrait.Kind.REMOVED, 3));
            return true;
        });
    }

    @Test
    void aChangeOfTextsLeavesThePictureThatWasSetMeanwhile() {
        var hers = hers();

        company.in(tx -> {
            files.show(tx, hers.owner(), hers.id(), Portrait.Kind.OWN, new byte[] {1}, null);
            assertThat(characters.update(tx, hers.withBrief("late").next(Company.NOW)))
                    .isTrue();
            assertThat(characters
                            .find(tx, hers.owner(), hers.id())
                            .orElseThrow()
                            .stamp()
                            .portrait())
                    .isEqualTo(new Portrait(Portrait.Kind.OWN, 1));
            return true;
        });
    }

    @Test
    void namesOfEveryScriptAreFoundAgain() {
        for (var name :
                List.of("林黛玉", "Zoë", "Ωmega", "محمد", "สมชาย", "🦊 Fuchs", "李𠮷", "O'Brien; drop table", "100%_")) {
            var sheet = company.kept(company.sheet(company.ada, Names.require(name)));
            company.in(tx -> {
                assertThat(characters.named(tx, sheet.owner(), name)).containsExactly(sheet);
                assertThat(characters.isTaken(tx, sheet.owner(), name.toLowerCase(java.util.Locale.ROOT)))
                        .isTrue();
                return true;
            });
        }
    }

    @Test
    void whatIsWrittenOfOneCategoryLeavesTheOthers() {
        var profile = Company.known()
                .with(Category.BASIC_INFO, Map.of(Trait.AGE, List.of(new Statement("16", Provenance.INFERRED))));

        assertThat(profile.text(Trait.AGE)).isEqualTo("16");
        assertThat(profile.text(Trait.OCCUPATION)).isEmpty();
        assertThat(profile.texts(Trait.EXPERIENCES)).containsExactly("进贾府", "葬花");
        assertThat(profile.state(Category.TASKS)).isEqualTo(Category.State.FAILED);
    }

    @Test
    void whatAPersonChangesIsWrittenAndTheRestKeepsItsProvenance() {
        var profile = Company.known()
                .written(Map.of(
                        Trait.AGE, List.of("十六"),
                        Trait.EXPERIENCES, List.of("初见", "进贾府", " "),
                        Trait.TASK_GOAL, List.of("作诗")));

        assertThat(profile.statements(Trait.AGE)).containsExactly(new Statement("十六", Provenance.WRITTEN));
        assertThat(profile.statements(Trait.EXPERIENCES))
                .containsExactly(
                        new Statement("初见", Provenance.WRITTEN), new Statement("进贾府", Provenance.source("黛玉进贾府。")));
        assertThat(profile.statements(Trait.OCCUPATION)).containsExactly(new Statement("诗人", Provenance.INFERRED));
        assertThat(profile.state(Category.TASKS)).isEqualTo(Category.State.DONE);
    }
}
