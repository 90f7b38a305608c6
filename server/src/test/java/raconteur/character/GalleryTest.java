package raconteur.character;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Caller;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.CharacterItem;
import raconteur.protocol.CharacterState;
import raconteur.protocol.CharacterTag;

/** Lists of characters, searched in every script. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class GalleryTest {
    private final Company company;
    private final Gallery gallery;

    GalleryTest(EveryDatabase kind, @TempDir Path folder) {
        company = new Company(kind, folder);
        gallery = company.world.the(Gallery.class);
    }

    @AfterEach
    void end() {
        company.close();
    }

    private CharacterSheet kept(Caller owner, String name, String brief, Visibility visibility, String... tags) {
        var card =
                Cards.read("{\"spec\":\"chara_card_v3\",\"spec_version\":\"3.0\",\"data\":{\"name\":\"x\",\"tags\":[\""
                        + String.join("\",\"", tags) + "\"]}}");
        return company.kept(company.sheet(owner, name)
                .with(tags.length == 0 ? Cards.blank(name) : card)
                .withBrief(brief)
                .with(visibility));
    }

    private List<String> names(Caller reader, Gallery.Scope scope, String words, String tag) {
        return gallery.list(reader.account(), scope, words, tag, Gallery.Sort.NAME, null, 200).items().stream()
                .map(CharacterItem::name)
                .toList();
    }

    @Test
    void aStrangerListsPublicOnesOnlyAndSeesThatTheyAreNotHers() {
        kept(company.ada, "private", "", Visibility.PRIVATE, "secret");
        kept(company.ada, "unlisted", "", Visibility.UNLISTED, "quiet");
        kept(company.ada, "public", "", Visibility.PUBLIC, "loud");

        assertThat(names(company.eve, Gallery.Scope.OWN, "", "")).isEmpty();
        assertThat(names(company.eve, Gallery.Scope.PUBLIC, "", "")).containsExactly("public");
        assertThat(names(company.ada, Gallery.Scope.OWN, "", "")).containsExactly("private", "public", "unlisted");
        assertThat(gallery.tags(company.eve.account(), Gallery.Scope.OWN)).isEmpty();
        assertThat(gallery.tags(company.eve.account(), Gallery.Scope.PUBLIC))
                .containsExactly(new CharacterTag("loud", 1));
        assertThat(gallery.list(company.eve.account(), Gallery.Scope.PUBLIC, "", "", Gallery.Sort.UPDATED, null, 9)
                        .items())
                .allSatisfy(item -> assertThat(item.own()).isFalse());
    }

    @Test
    void wordsOfNameBriefAndTagsFindItInEveryScript() {
        kept(company.ada, "林黛玉", "潇湘妃子，寄居荣国府。", Visibility.PRIVATE, "红楼梦", "诗人");
        kept(company.ada, "薛宝钗", "蘅芜君。", Visibility.PRIVATE, "红楼梦");
        kept(company.ada, "Élodie Durand", "A retired SPY from Lyon.", Visibility.PRIVATE, "Noir");
        kept(company.ada, "100%_sure!", "", Visibility.PRIVATE);

        assertThat(names(company.ada, Gallery.Scope.OWN, "黛玉", "")).containsExactly("林黛玉");
        assertThat(names(company.ada, Gallery.Scope.OWN, "红楼", "")).containsExactly("林黛玉", "薛宝钗");
        assertThat(names(company.ada, Gallery.Scope.OWN, "红楼梦 荣国府", "")).containsExactly("林黛玉");
        assertThat(names(company.ada, Gallery.Scope.OWN, "élodie", "")).containsExactly("Élodie Durand");
        assertThat(names(company.ada, Gallery.Scope.OWN, "ÉLODIE ｓｐｙ", "")).containsExactly("Élodie Durand");
        assertThat(names(company.ada, Gallery.Scope.OWN, "spy noir durand", "")).containsExactly("Élodie Durand");
        assertThat(names(company.ada, Gallery.Scope.OWN, "%", "")).containsExactly("100%_sure!");
        assertThat(names(company.ada, Gallery.Scope.OWN, "_s", "")).containsExactly("100%_sure!");
        assertThat(names(company.ada, Gallery.Scope.OWN, "sure!", "")).containsExactly("100%_sure!");
        assertThat(names(company.ada, Gallery.Scope.OWN, "' or 1=1 --", "")).isEmpty();
    }

    @Test
    void aTagIsFoundHoweverItIsWritten() {
        kept(company.ada, "a", "", Visibility.PRIVATE, "Noir", "noir", "红楼梦");
        kept(company.ada, "b", "", Visibility.PRIVATE, "NOIR");
        kept(company.ada, "c", "", Visibility.PRIVATE, "Noirish");

        assertThat(names(company.ada, Gallery.Scope.OWN, "", "noir")).containsExactly("a", "b");
        assertThat(names(company.ada, Gallery.Scope.OWN, "", "红楼梦")).containsExactly("a");
        assertThat(gallery.tags(company.ada.account(), Gallery.Scope.OWN))
                .extracting(CharacterTag::count)
                .containsExactly(2, 1, 1);
    }

    @Test
    void pagesShowEveryOneOnceWhateverTheyGoBy() {
        for (var nth = 0; nth < 23; nth++) {
            var sheet = company.sheet(company.ada, nth % 3 == 0 ? "同名" : "名 " + nth);
            company.kept(sheet.stamped(
                    new CharacterSheet.Stamp(1, Portrait.NONE, Company.NOW, Instant.ofEpochMilli(1000 + nth / 4))));
        }

        for (var sort : Gallery.Sort.values()) {
            var seen = new ArrayList<UUID>();
            @Nullable String cursor = null;
            do {
                var page = gallery.list(company.ada.account(), Gallery.Scope.OWN, "", "", sort, cursor, 5);
                page.items().forEach(item -> seen.add(item.id()));
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(seen).as(sort.toString()).hasSize(23).doesNotHaveDuplicates();
        }
    }

    @Test
    void aCursorThatIsNoneOfOursIsNamed() {
        for (var sort : Gallery.Sort.values()) {
            for (var cursor : List.of("", "x", "5_", "AAA.x", "????." + UUID.randomUUID())) {
                assertThatThrownBy(
                                () -> gallery.list(company.ada.account(), Gallery.Scope.OWN, "", "", sort, cursor, 5))
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(
                                                refusal.fields().getFirst().field())
                                        .isEqualTo("cursor"));
            }
        }
    }

    @Test
    void whoMayReadItSeesAllButTheSourcesWords() {
        var hers = company.kept(company.sheet(company.ada, "林黛玉")
                .with(Company.known())
                .with(new Origin("zhwiki", "林黛玉", "https://zh.example/1", "7", "CC BY-SA 4.0", null, null, 9))
                .spokenBy("zh", "own/model")
                .with(Visibility.UNLISTED));
        company.in(tx -> {
            company.characters.keepSourceText(tx, hers.owner(), hers.id(), "年方十五。");
            return true;
        });

        var seen = gallery.get(company.eve.account(), hers.id());
        var own = gallery.get(company.ada.account(), hers.id());

        assertThat(seen.own()).isFalse();
        assertThat(seen.model()).isNull();
        assertThat(seen.source()).isNotNull();
        assertThat(seen.provenance().values())
                .allSatisfy(one -> assertThat(one.quote()).isNull());
        assertThat(seen.provenance()).containsKeys("basic_info.age", "background.experiences.1");
        assertThat(own.provenance()).containsEntry("basic_info.age", new CharacterState.Grounds("source", "年方十五。"));
        assertThat(own.model()).isEqualTo("own/model");
        assertThat(own.categories()).containsEntry("tasks", "failed").containsEntry("basic_info", "done");
        assertThat(gallery.source(company.ada.account(), hers.id()).text()).isEqualTo("年方十五。");
        assertThatThrownBy(() -> gallery.source(company.eve.account(), hers.id()))
                .isInstanceOf(Refusal.class);
        assertThat(gallery.published(hers.id()).by()).isEqualTo("ada");
    }
}
