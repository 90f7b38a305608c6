package raconteur.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.character.Visibility;
import raconteur.character.bookshelf.Bookshelf;
import raconteur.platform.Caller;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.LorebookChange;
import raconteur.protocol.LorebookDraft;
import raconteur.protocol.LorebookUses;

/** Lorebooks that somebody has opened where they talk with a character. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class OpenBooksTest {
    private final Salon salon;
    private final Bookshelf bookshelf;

    OpenBooksTest(EveryDatabase kind, @TempDir Path folder) {
        salon = new Salon(kind, folder);
        bookshelf = salon.world.the(Bookshelf.class);
    }

    @AfterEach
    void end() {
        salon.close();
    }

    /** A book whose one entry is called up by the word fog. */
    private UUID book(Caller owner, String name, String content) {
        Map<String, @Nullable Object> entry = Map.of("uid", "1", "key", List.of("fog"), "content", content);
        return bookshelf
                .make(owner, new LorebookDraft(name, null, null, null, null, List.of(entry), null, null))
                .id();
    }

    private void open(Caller owner, UUID book, String kind, @Nullable UUID place) {
        bookshelf.use(owner.account(), book, new LorebookUses(List.of(new LorebookUses.Use(kind, place, 0))));
    }

    private String told() {
        return String.join("\n", salon.sent());
    }

    @Test
    void eachIsToldWhereItIsOpenAndNowhereElse() {
        var isolde = salon.isolde();
        var talk = salon.open(salon.ada, isolde);
        var other = salon.open(salon.ada, isolde);
        var tristan = salon.open(salon.ada, salon.character(salon.ada, "Tristan", Visibility.PRIVATE, _ -> {}));
        open(salon.ada, book(salon.ada, "one", "Of the character."), "character", isolde.value());
        open(salon.ada, book(salon.ada, "two", "Of the conversation."), "conversation", talk.id());
        open(salon.ada, book(salon.ada, "three", "Of the account."), "account", null);
        book(salon.ada, "four", "Of nowhere.");

        salon.say(salon.ada, talk, "Is there fog?");
        assertThat(told())
                .contains("Of the character.", "Of the conversation.", "Of the account.")
                .doesNotContain("Of nowhere.");
        salon.say(salon.ada, other, "Is there fog?");
        assertThat(told()).contains("Of the character.", "Of the account.").doesNotContain("Of the conversation.");
        salon.say(salon.ada, tristan, "Is there fog?");
        assertThat(told()).contains("Of the account.").doesNotContain("Of the character.", "Of the conversation.");
    }

    @Test
    void whatOneReaderHasOpenedIsNotToldToAnother() {
        var shown = salon.character(salon.ada, "Isolde", Visibility.PUBLIC, _ -> {});
        open(salon.ada, book(salon.ada, "one", "A secret of ada's."), "character", shown.value());
        open(salon.ada, book(salon.ada, "two", "Another of hers."), "account", null);
        open(salon.eve, book(salon.eve, "three", "A secret of eve's."), "character", shown.value());

        salon.say(salon.eve, salon.open(salon.eve, shown), "Is there fog?");

        assertThat(told()).contains("A secret of eve's.").doesNotContain("A secret of ada's.", "Another of hers.");
    }

    @Test
    void aChangeOrAClosedBookHoldsFromTheNextAnswerOn() {
        var isolde = salon.isolde();
        var talk = salon.open(salon.ada, isolde);
        var book = book(salon.ada, "one", "It is thick.");
        open(salon.ada, book, "character", isolde.value());
        salon.say(salon.ada, talk, "Is there fog?");
        assertThat(told()).contains("It is thick.");

        bookshelf.change(
                salon.ada,
                book,
                new LorebookChange(
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("1", Map.of("uid", "1", "key", List.of("fog"), "content", "It is thin.")),
                        null),
                null);
        salon.say(salon.ada, talk, "Is there still fog?");
        assertThat(told()).contains("It is thin.").doesNotContain("It is thick.");

        bookshelf.use(salon.ada.account(), book, new LorebookUses(List.of()));
        salon.say(salon.ada, talk, "And now, fog?");
        assertThat(told()).doesNotContain("It is thin.");
    }

    @Test
    void aCardsOwnBookGivesWayToTheOneOfItsNameThatIsOpenWithIt() {
        var id = salon.character(salon.ada, "Isolde", Visibility.PRIVATE, data -> {
            var own = data.putObject("character_book").put("name", "The coast");
            var entry = own.putArray("entries").addObject();
            entry.putArray("keys").add("fog");
            entry.put("content", "As the card has it.").put("enabled", true).put("insertion_order", 1);
        });
        var talk = salon.open(salon.ada, id);
        open(salon.ada, book(salon.ada, "Another", "As another has it."), "character", id.value());
        salon.say(salon.ada, talk, "Is there fog?");
        assertThat(told()).contains("As the card has it.", "As another has it.");

        open(salon.ada, book(salon.ada, "The coast", "As it was corrected."), "character", id.value());
        salon.say(salon.ada, talk, "Is there fog?");

        assertThat(told())
                .contains("As it was corrected.", "As another has it.")
                .doesNotContain("As the card has it.");
    }
}
