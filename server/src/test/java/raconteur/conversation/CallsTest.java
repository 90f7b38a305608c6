package raconteur.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.character.Visibility;
import raconteur.conversation.role.Calls;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.RoleMessages;
import raconteur.protocol.RoleQuestion;
import raconteur.protocol.RoleReply;

/** Characters that are called by name. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class CallsTest {
    private final Salon salon;
    private final Calls calls;

    CallsTest(EveryDatabase kind, @TempDir Path folder) {
        salon = new Salon(kind, folder);
        calls = salon.world.the(Calls.class);
    }

    @AfterEach
    void end() {
        salon.close();
    }

    private RoleReply say(Caller caller, String name, String text, @Nullable String key) {
        var role = calls.find(caller, name).role();
        var asked = calls.say(caller, role, null, new RoleQuestion(text, null, null), key, "trace");
        return calls.answer(caller, asked);
    }

    private RoleMessages said(Caller caller, String name, @Nullable UUID after, int limit) {
        return calls.said(caller, calls.find(caller, name).role(), null, after, limit);
    }

    private int count(String table) {
        return salon.world
                .database()
                .read(tx -> tx.createQuery("select count(*) from " + table)
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void theFirstThingSaidBeginsTheOneConversation() {
        salon.isolde();
        assertThat(said(salon.ada, "Isolde", null, 200).conversationId()).isNull();
        assertThat(count("conversation")).isZero();

        var first = say(salon.ada, "Isolde", "Hello.", null);
        var second = say(salon.ada, "Isolde", "And now?", null);

        assertThat(first.reply()).isEqualTo("The light goes round.");
        assertThat(second.conversationId()).isEqualTo(first.conversationId());
        assertThat(said(salon.ada, "Isolde", null, 200).messages())
                .extracting(RoleMessages.Said::content)
                .containsExactly("Ahoy, ada.", "Hello.", "The light goes round.", "And now?", "The light goes round.");
        assertThat(said(salon.ada, "Isolde", first.messageId(), 200).messages()).hasSize(2);
        assertThat(said(salon.ada, "Isolde", null, 1).messages())
                .extracting(RoleMessages.Said::id)
                .containsExactly(second.messageId());
        assertThat(salon.library.standing(
                        salon.ada.account(),
                        calls.find(salon.ada, "Isolde").role().id()))
                .contains(new ConversationId(first.conversationId()));
    }

    @Test
    void aSecondAccountHasItsOwnConversationWithTheSameCharacter() {
        var shown = salon.character(salon.ada, "Tristan", Visibility.PUBLIC, _ -> {});
        var eves = say(salon.eve, shown.toString(), "I am Eve.", null);
        var adas = say(salon.ada, "Tristan", "I am Ada.", null);

        assertThat(eves.conversationId()).isNotEqualTo(adas.conversationId());
        assertThat(said(salon.ada, "Tristan", null, 200).messages())
                .extracting(RoleMessages.Said::content)
                .contains("I am Ada.")
                .doesNotContain("I am Eve.");
        var role = calls.find(salon.ada, "Tristan").role();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> calls.said(salon.ada, role, eves.conversationId(), null, 200))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> calls.find(salon.eve, "Tristan"));
    }

    @Test
    void ofSeveralNamesakesTheNewestAnswersAndTheOthersAreNamed() {
        var older = salon.isolde();
        var newer = salon.isolde();
        salon.character(salon.eve, "Isolde", Visibility.PUBLIC, _ -> {});

        var found = calls.find(salon.ada, "Isolde");

        assertThat(found.others()).hasSize(1);
        assertThat(java.util.List.of(found.role().id(), found.others().getFirst()))
                .containsExactlyInAnyOrder(older, newer);
        assertThat(calls.find(salon.ada, older.toString()).role().id()).isEqualTo(older);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> calls.find(salon.ada, "isolde"));
    }

    @Test
    void whoIsNotThereIsNotFoundAndNothingIsMade() {
        var secret = salon.isolde();

        for (var name : new String[] {"Nobody", UUID.randomUUID().toString(), "", secret.toString()}) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> calls.find(salon.eve, name))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
        }
        assertThat(count("conversation")).isZero();
        assertThat(count("message")).isZero();
    }

    @Test
    void aModelsErrorIsAnErrorAndNoWordOfTheCharacters() {
        salon.isolde();
        salon.upstream.next(Behaviour.of("~fault:U10.400"));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> say(salon.ada, "Isolde", "Hello.", null))
                .satisfies(refusal -> {
                    assertThat(refusal.code().blame()).isEqualTo(Code.Blame.PROVIDER);
                    assertThat(refusal.more()).containsKeys("turn_id", "conversation_id");
                });

        assertThat(said(salon.ada, "Isolde", null, 200).messages())
                .extracting(RoleMessages.Said::content)
                .containsExactly("Ahoy, ada.", "Hello.");
    }

    @Test
    void whatIsRefusedBeginsNothing() {
        salon.isolde();
        var poor = salon.member("poor");
        var shown = salon.character(salon.ada, "Tristan", Visibility.PUBLIC, _ -> {});
        salon.world
                .database()
                .transact(tx -> tx.createUpdate("update wallet set balance = 0 where account_id = :id")
                        .bind("id", poor.account().toString())
                        .execute());

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> say(poor, shown.toString(), "Hello.", null))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.INSUFFICIENT_BALANCE));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> say(salon.ada, "Isolde", " ", null));

        assertThat(count("conversation")).isZero();
        assertThat(count("message_state")).isZero();
    }

    @Test
    void aRepeatedRequestIsAnsweredAsTheFirstWas() {
        salon.isolde();
        var first = say(salon.ada, "Isolde", "Hello.", "once");
        var second = say(salon.ada, "Isolde", "Hello.", "once");

        assertThat(second).isEqualTo(first);
        assertThat(salon.upstream.completions()).hasSize(1);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> say(salon.ada, "Isolde", "Another.", "once"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.IDEMPOTENCY_MISMATCH));
    }

    @Test
    void twoWhoBeginAtOnceBeginOneConversation() throws Exception {
        salon.isolde();
        var role = calls.find(salon.ada, "Isolde").role();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = new ArrayList<Callable<Object>>();
            for (var n = 0; n < 6; n++) {
                var text = "At once " + n;
                both.add(() -> {
                    try {
                        return calls.answer(
                                salon.ada,
                                calls.say(salon.ada, role, null, new RoleQuestion(text, null, null), null, "trace"));
                    } catch (Refusal refusal) {
                        return refusal.code();
                    }
                });
            }
            for (var done : threads.invokeAll(both)) {
                assertThat(done.get()).matches(one -> one instanceof RoleReply || one == Code.TURN_RUNNING);
            }
        }

        assertThat(count("conversation")).isEqualTo(1);
    }

    @Test
    void aDeletedStandingConversationIsFollowedByANewOneAndComesBackAsAnyOther() {
        salon.isolde();
        var first = say(salon.ada, "Isolde", "Hello.", null);
        var old = new ConversationId(first.conversationId());
        salon.library.delete(salon.ada, old, false);

        var second = say(salon.ada, "Isolde", "Hello again.", null);
        salon.library.restore(salon.ada.account(), old);

        assertThat(second.conversationId()).isNotEqualTo(first.conversationId());
        assertThat(said(salon.ada, "Isolde", null, 200).conversationId()).isEqualTo(second.conversationId());
        var role = calls.find(salon.ada, "Isolde").role();
        assertThat(calls.said(salon.ada, role, first.conversationId(), null, 200)
                        .messages())
                .hasSize(3);
    }
}
