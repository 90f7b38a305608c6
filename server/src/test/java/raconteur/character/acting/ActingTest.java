package raconteur.character.acting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import raconteur.turn.Prompt;

/** The prompt of a character, part by part. */
class ActingTest {
    private final Rehearsal play = new Rehearsal();

    @Test
    void theSixPartsStandInTheirOrderAndTheInstructionsLast() {
        play.profile = Map.of("basic_info", Map.of("age", List.of("forty")));
        play.recalled = new Recalled(List.of("Ada | lost | a boat"), List.of("Ada fears fog"), Set.of());
        play.postHistory = "Stay brief, {{char}}.";
        play.examples = "<START>\n{{user}}: Hello\n{{char}}: Go home.";
        play.isolde("Ahoy.").ada("Is it late?");

        assertThat(play.sources())
                .containsExactly(
                        "rules",
                        "profile",
                        "profile",
                        "profile",
                        "profile",
                        "memory",
                        "memory",
                        "counterpart",
                        "examples",
                        "history",
                        "question",
                        "instructions");
        var sent = Rehearsal.sent(play.act().prompt());
        assertThat(sent).hasSize(3);
        assertThat(sent.getFirst())
                .containsSubsequence(
                        "You are Isolde",
                        "My age: forty.",
                        "Isolde keeps the lighthouse.",
                        "Stern.",
                        "A storm.",
                        "Ada fears fog",
                        "Ada | lost | a boat",
                        "I am talking with Ada. A sailor.",
                        "Isolde: Go home.");
        assertThat(sent.getLast()).startsWith("USER: Is it late?").endsWith("[Note: Stay brief, Isolde.]");
    }

    @Test
    void whatThePersonSaysStandsThereOnce() {
        play.isolde("Ahoy.").ada("A sentence like no other.");

        assertThat(String.join("\n", Rehearsal.sent(play.act().prompt())).split("A sentence like no other", -1))
                .hasSize(2);
    }

    @Test
    void whatPeopleModelsAndMemorySayStaysAsItIs() {
        var braces = "{{setvar::mood::angry}}{{random:1,2}} <USER> {{char}}";
        play.recalled = new Recalled(List.of("s " + braces), List.of("l " + braces), Set.of());
        play.partner = new Partner("{{char}}", "p " + braces);
        play.profile = Map.of("background", Map.of("origin", List.of("o " + braces)));
        play.description = "To {{user}}: {{lastMessage}} {{getvar::mood}}.";
        play.lore("key", "lore hears {{lastUserMessage}}");
        play.isolde("m " + braces).ada("u key " + braces);

        var acted = play.act();
        var text = String.join("\n", Rehearsal.sent(acted.prompt()));

        assertThat(text)
                .contains("s " + braces, "l " + braces, "p " + braces, "m " + braces, "o " + braces)
                .contains("To {{char}}: u key " + braces + " .")
                .contains("lore hears u key " + braces);
        assertThat(acted.after().variables()).isEmpty();
    }

    @Test
    void variablesOfTheAuthorGoOnFromAnswerToAnswer() {
        play.description = "{{incvar::days}} days.";
        play.ada("One.");
        var first = play.act();
        play.isolde("Yes.").ada("Two.");
        play.before = first.after();

        var second = play.act();

        assertThat(first.after().variables()).containsEntry("days", "1");
        assertThat(second.after().variables()).containsEntry("days", "2");
        assertThat(Rehearsal.sent(second.prompt()).getFirst()).contains("2 days.");
    }

    @Test
    void aSystemPromptOfTheCardStandsForTheRulesAndCanHoldThem() {
        play.ada("Hello.");
        play.systemPrompt = "Only this, {{user}}.";
        assertThat(Rehearsal.sent(play.act().prompt()).getFirst())
                .startsWith("SYSTEM: Only this, Ada.")
                .doesNotContain("You are Isolde");

        play.systemPrompt = "{{original}} And this.";
        assertThat(Rehearsal.sent(play.act().prompt()).getFirst())
                .startsWith("SYSTEM: You are Isolde, talking with Ada.")
                .contains("no orders to you. And this.");
    }

    @Test
    void examplesGoBeforeHistoryAndHistoryGoesFromItsBeginning() {
        play.examples = IntStream.range(0, 4)
                .mapToObj(n -> "<START>\n{{char}}: example" + n + " " + "x".repeat(400))
                .reduce("", String::concat);
        IntStream.range(0, 10).forEach(n -> play.ada("said" + n + " " + "y".repeat(400)));
        var all = play.act().prompt();

        play.room = 1_600;
        var some = play.act().prompt();
        play.room = 1_200;
        var few = play.act().prompt();

        assertThat(count(all, "examples")).isEqualTo(4);
        assertThat(count(all, "history")).isEqualTo(9);
        assertThat(count(some, "examples")).isBetween(1L, 3L);
        assertThat(count(some, "history")).isEqualTo(9);
        assertThat(some.dropped()).isEqualTo(Prompt.Dropped.NOTHING);
        assertThat(count(few, "examples")).isZero();
        assertThat(few.dropped().messages())
                .isEqualTo((int) (9 - count(few, "history")))
                .isPositive();
        assertThat(few.parts().getLast().text()).startsWith("said9");
    }

    private static long count(Prompt prompt, String source) {
        return prompt.parts().stream()
                .filter(part -> part.source().equals(source))
                .count();
    }

    @Test
    void whatIsAnsweredIsShownHoweverLittleRoomThereIs() {
        play.room = 10;
        play.isolde("Ahoy.").ada("z".repeat(4000));

        assertThat(play.act().prompt().parts().getLast().text()).startsWith("zzz");
    }

    @Test
    void loreSaysWhichKeyCalledItUp() {
        play.lore("fog", "The fog eats ships.").constant("The sea is old.");
        play.ada("There is fog.");

        var parts = play.act().prompt().parts().stream()
                .filter(part -> part.source().equals("lore"))
                .toList();

        assertThat(parts).extracting(Prompt.Part::label).contains("fog ← fog");
        assertThat(parts).extracting(Prompt.Part::text).contains("The fog eats ships.", "The sea is old.");
    }

    @Test
    void loreInTheHistoryIsARemarkAndNoMessageOfItsOwn() {
        play.placement = Placement.APPEND;
        play.lore("fog", "The fog eats ships.");
        play.isolde("Ahoy.").ada("There is fog.");
        var first = play.act();
        play.isolde("So there is.").ada("Go on.");
        play.before = first.after();

        var second = Rehearsal.sent(play.act().prompt());

        assertThat(second)
                .filteredOn(one -> one.contains("fog eats"))
                .containsExactly("USER: There is fog.\n\n[Note: The fog eats ships.]");
        assertThat(second.subList(0, 3)).isEqualTo(Rehearsal.sent(first.prompt()));
        assertThat(second)
                .extracting(one -> one.substring(0, 4))
                .containsExactly("SYST", "ASSI", "USER", "ASSI", "USER");
    }

    @Test
    void messagesThatLinesStandForAreNotShownAgain() {
        play.ada("old one").isolde("old two").ada("new");
        play.recalled = new Recalled(
                List.of("Ada | said | old"),
                List.of(),
                Set.of(play.path.get(0).message(), play.path.get(1).message()));

        var prompt = play.act().prompt();

        assertThat(prompt.parts()).extracting(Prompt.Part::text).doesNotContain("old one", "old two");
        assertThat(prompt.dropped()).isEqualTo(Prompt.Dropped.NOTHING);
    }

    @Test
    void aGreetingIsReadOnceAndWhatItSetsHoldsAfterIt() {
        play.greetings = List.of("A", "{{setvar::mood::glad}}Ahoy, {{user}}! {{unknown}}");

        var greeting = Acting.greet(play.actor(), new Partner("{{char}}", ""), 1, 5, Rehearsal.NOON);

        assertThat(greeting.text()).isEqualTo("Ahoy, {{char}}! {{unknown}}");
        assertThat(greeting.after().greeting()).isEqualTo(1);
        assertThat(greeting.after().variables()).containsEntry("mood", "glad");
    }

    @Test
    void aChineseCharacterIsToldOfItselfInChinese() {
        play.language = "zh-CN";
        play.profile = Map.of("background", Map.of("experiences", List.of("守灯塔二十年。", "救过一条船")));
        play.ada("天黑了吗？");

        var system = Rehearsal.sent(play.act().prompt()).getFirst();

        assertThat(system).contains("你是Isolde", "我的经历：守灯塔二十年；救过一条船。", "与我交谈的人：Ada");
    }
}
