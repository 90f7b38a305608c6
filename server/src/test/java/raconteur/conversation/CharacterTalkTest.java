package raconteur.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static raconteur.conversation.Salon.wish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.character.Characters;
import raconteur.character.Visibility;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.CharacterTalk;
import raconteur.protocol.Message;
import raconteur.protocol.Place;
import raconteur.turn.Inspection;
import raconteur.turn.MessageId;
import raconteur.turn.TurnId;

/** Conversations in which a character speaks. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class CharacterTalkTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private final Salon salon;

    CharacterTalkTest(EveryDatabase kind, @TempDir Path folder) {
        salon = new Salon(kind, folder);
    }

    @AfterEach
    void end() {
        salon.close();
    }

    private static void book(ObjectNode data) {
        var entry = data.putObject("character_book").putArray("entries").addObject();
        entry.putArray("keys").add("fog");
        entry.put("content", "Fog number {{incvar::fogs}}.")
                .put("enabled", true)
                .put("insertion_order", 1)
                .putObject("extensions")
                .put("sticky", 2);
    }

    @Test
    void greetingsStandSideBySideWithTheChosenOneFirst() {
        var id = salon.character(
                salon.ada,
                "Isolde",
                Visibility.PRIVATE,
                data -> data.putArray("alternate_greetings").add("{{setvar::mood::glad}}Welcome, {{user}}."));

        var made = salon.openings.open(salon.ada, id, new CharacterTalk(1, null, null));

        assertThat(made.title()).isEqualTo("Isolde");
        assertThat(made.character()).satisfies(one -> {
            assertThat(Objects.requireNonNull(one).id()).isEqualTo(id.value());
            assertThat(one.name()).isEqualTo("Isolde");
        });
        var path = salon.path(salon.ada, made.id());
        assertThat(path).extracting(Message::text).containsExactly("Welcome, ada.");
        assertThat(path.getFirst().siblingIds()).hasSize(2);
        assertThat(path.getFirst().author()).isEqualTo(new Message.Author("character", id.toString(), "Isolde"));
        var state = salon.at(salon.ada, made.id(), path.getFirst().id());
        assertThat(state.greeting()).isEqualTo(1);
        assertThat(state.variables()).containsEntry("mood", "glad");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> salon.openings.open(salon.ada, id, new CharacterTalk(2, null, null)));
    }

    @Test
    void everyKindOfTurnIsTheCharacters() {
        var talk = salon.open(
                salon.ada, salon.character(salon.ada, "Isolde", Visibility.PRIVATE, CharacterTalkTest::book));
        var answer = salon.say(salon.ada, talk, "Is there fog?");
        assertThat(answer.author().kind()).isEqualTo("character");
        assertThat(answer.author().name()).isEqualTo("Isolde");
        assertThat(salon.sent().getFirst()).startsWith("system: You are Isolde, talking with ada.");
        assertThat(salon.sent()).contains("assistant: Ahoy, ada.");
        assertThat(salon.sent().getFirst()).contains("Fog number 1.");

        var question = new Place(answer.parentId());
        var again = salon.take(salon.ada, talk.id(), wish(null, question));
        assertThat(again.author().kind()).isEqualTo("character");
        assertThat(salon.sent().getFirst()).contains("Fog number 1.");

        var greeting = salon.path(salon.ada, talk.id()).getFirst();
        var edited = salon.take(salon.ada, talk.id(), wish("Is there no ship?", new Place(greeting.id())));
        assertThat(salon.sent().getFirst()).doesNotContain("Fog number");
        assertThat(salon.at(salon.ada, talk.id(), edited.id()).timers().all()).isEmpty();
        assertThat(salon.at(salon.ada, talk.id(), answer.id()).timers().all()).hasSize(1);
        assertThat(salon.at(salon.ada, talk.id(), answer.id()).variables()).isEqualTo(Map.of("fogs", "1"));
    }

    @Test
    void whatWasBrokenOffIsGoneOnWithByTheCharacter() {
        var talk = salon.open(
                salon.ada, salon.character(salon.ada, "Isolde", Visibility.PRIVATE, CharacterTalkTest::book));
        salon.upstream.next(Behaviour.of("~fault:U05@4").saying("The fog is thick tonight and the ship is late."));
        var broken = salon.say(salon.ada, talk, "Is there fog?");
        assertThat(broken.state()).isNotEqualTo("complete");
        assertThat(broken.text()).isNotEmpty();

        var turn = new TurnId(Objects.requireNonNull(broken.turnId()));
        var taken = salon.world.the(Continuing.class).take(salon.ada, turn, null, "trace");
        var whole = salon.answer(salon.ada, taken.turn());

        assertThat(whole.author().kind()).isEqualTo("character");
        assertThat(whole.text()).startsWith(broken.text());
        assertThat(salon.sent().getFirst()).contains("You are Isolde", "Fog number 1.");
        assertThat(salon.sent()).contains("assistant: " + broken.text());
        assertThat(salon.at(salon.ada, talk.id(), whole.id()).variables()).isEqualTo(Map.of("fogs", "1"));
        assertThat(salon.at(salon.ada, talk.id(), whole.id()).timers().all()).hasSize(1);
    }

    @Test
    void anAnswerThatFailedLeavesNothingBehind() {
        var talk = salon.open(
                salon.ada, salon.character(salon.ada, "Isolde", Visibility.PRIVATE, CharacterTalkTest::book));
        salon.upstream.next(Behaviour.of("~fault:U10.400"));
        var failed = salon.say(salon.ada, talk, "Is there fog?");
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.text()).isEmpty();

        assertThat(salon.at(salon.ada, talk.id(), failed.id()).variables()).isEmpty();
        var kept = salon.world
                .database()
                .read(tx -> tx.createQuery("select count(*) from message_state")
                        .mapTo(Integer.class)
                        .one());
        assertThat(kept).isEqualTo(1);
    }

    @Test
    void aForkHoldsWhatItsPathHeldAndGoesItsOwnWay() {
        var talk = salon.open(
                salon.ada, salon.character(salon.ada, "Isolde", Visibility.PRIVATE, CharacterTalkTest::book));
        var conversation = new ConversationId(talk.id());
        salon.library.change(
                salon.ada.account(),
                conversation,
                new raconteur.protocol.ConversationDraft(
                        null, null, null, null, null, null, null, null, null, null, null, null, "append"),
                null);
        var answer = salon.say(salon.ada, talk, "Is there fog?");

        var fork = salon.tree.fork(salon.ada.account(), conversation, new MessageId(answer.id()));

        assertThat(fork.character()).isEqualTo(talk.character());
        assertThat(fork.lorePlacement()).isEqualTo("append");
        var original = salon.at(salon.ada, talk.id(), answer.id());
        var copied = salon.path(salon.ada, fork.id());
        var copy = salon.at(salon.ada, fork.id(), copied.getLast().id());
        assertThat(copy.timers().all().getFirst().message())
                .isEqualTo(copied.get(1).id().toString());
        assertThat(copy.pins().all().getFirst().message())
                .isEqualTo(copied.get(1).id().toString());
        assertThat(copy.variables()).isEqualTo(original.variables());
        salon.say(salon.ada, fork, "Go on.");
        assertThat(salon.sent()).anyMatch(one -> one.contains("[Note: Fog number 1.]"));
        assertThat(salon.at(salon.ada, talk.id(), answer.id())).isEqualTo(original);
    }

    @Test
    void aDeletedCharacterLeavesWhatWasSaidButSaysNoMore() {
        var id = salon.isolde();
        var talk = salon.open(salon.ada, id);
        salon.say(salon.ada, talk, "Hello.");
        salon.world
                .database()
                .transact(tx -> salon.world.the(Characters.class).delete(tx, salon.ada.account(), id, NOW));

        assertThat(salon.path(salon.ada, talk.id())).hasSize(3);
        assertThat(salon.library
                        .get(salon.ada.account(), new ConversationId(talk.id()))
                        .character())
                .extracting(one -> Objects.requireNonNull(one).name())
                .isEqualTo("Isolde");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> salon.say(salon.ada, talk, "Are you there?"))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
                    assertThat(refusal.detail().en()).startsWith("Isolde is gone");
                });
        assertThat(salon.path(salon.ada, talk.id())).hasSize(3);
    }

    @Test
    void othersTalkWithWhatIsShownToThemInConversationsOfTheirOwn() {
        var secret = salon.isolde();
        var shown = salon.character(salon.ada, "Tristan", Visibility.PUBLIC, _ -> {});

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> salon.open(salon.eve, secret))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
        var talk = salon.open(salon.eve, shown);
        salon.say(salon.eve, talk, "Hello.");

        assertThat(salon.path(salon.eve, talk.id())).hasSize(3);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> salon.path(salon.ada, talk.id()));
        salon.world
                .database()
                .transact(tx -> tx.createUpdate("update character set visibility = 'private', name = 'Mark'")
                        .execute());
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> salon.say(salon.eve, talk, "And now?"));
        assertThat(salon.library
                        .get(salon.eve.account(), new ConversationId(talk.id()))
                        .character())
                .extracting(one -> Objects.requireNonNull(one).name())
                .isEqualTo("Tristan");
    }

    @Test
    void aChangeOfTheCardHoldsFromTheNextAnswerOn() {
        var id = salon.isolde();
        var talk = salon.open(salon.ada, id);
        salon.say(salon.ada, talk, "Hello.");
        salon.world.database().transact(tx -> {
            var characters = salon.world.the(Characters.class);
            var sheet = characters.find(tx, salon.ada.account(), id).orElseThrow();
            return characters.update(tx, sheet.named("Brangaene").next(NOW));
        });

        salon.say(salon.ada, talk, "Who are you?");

        assertThat(salon.sent().getFirst()).startsWith("system: You are Brangaene");
    }

    @Test
    void theInspectionSaysWhereEachPartCameFrom() {
        var talk = salon.open(
                salon.ada, salon.character(salon.ada, "Isolde", Visibility.PRIVATE, CharacterTalkTest::book));
        var answer = salon.say(salon.ada, talk, "Is there fog?");

        var generation = salon.world
                .the(Inspection.class)
                .of(salon.ada, new TurnId(Objects.requireNonNull(answer.turnId())))
                .generations()
                .getFirst();

        assertThat(generation.parts())
                .extracting(Inspection.Part::source, Inspection.Part::label)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("rules", "rules"),
                        org.assertj.core.groups.Tuple.tuple("lore", "fog ← fog"),
                        org.assertj.core.groups.Tuple.tuple("counterpart", "ada"),
                        org.assertj.core.groups.Tuple.tuple("history", "Isolde"),
                        org.assertj.core.groups.Tuple.tuple("question", "ada"));
        assertThat(Salon.sent(Objects.requireNonNull(generation.request()))).isEqualTo(salon.sent());
    }

    @Test
    void twoHundredMessagesLaterTheNewestAreStillShown() {
        var talk = salon.open(salon.ada, salon.isolde());
        var leaf = new java.util.concurrent.atomic.AtomicReference<>(Objects.requireNonNull(talk.leafId()));
        salon.world.database().transact(tx -> {
            for (var n = 0; n < 230; n++) {
                var next = UUID.randomUUID();
                salon.world
                        .the(Messages.class)
                        .insert(
                                tx,
                                salon.ada.account(),
                                new Messages.Draft(
                                        new MessageId(next),
                                        new ConversationId(talk.id()),
                                        new MessageId(Objects.requireNonNull(leaf.get())),
                                        null,
                                        n % 2 == 0 ? "user" : "assistant",
                                        new Message.Author(n % 2 == 0 ? "account" : "character", null, "x"),
                                        "said " + n + ".",
                                        "complete",
                                        null,
                                        NOW));
                leaf.set(next);
            }
            salon.world
                    .the(Conversations.class)
                    .moveTo(
                            tx,
                            salon.ada.account(),
                            new ConversationId(talk.id()),
                            Objects.requireNonNull(leaf.get()),
                            NOW);
            return Objects.requireNonNull(leaf.get());
        });

        salon.say(salon.ada, talk, "The last word.");

        assertThat(salon.sent())
                .contains("user: said 0.", "assistant: said 229.")
                .endsWith("user: The last word.");
        assertThat(List.copyOf(salon.sent())).hasSize(1 + 1 + 230 + 1);
    }
}
