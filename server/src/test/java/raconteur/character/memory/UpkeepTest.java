package raconteur.character.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.memory.Talks.ADA;
import static raconteur.character.memory.Talks.BEA;
import static raconteur.character.memory.Talks.TIGHT;
import static raconteur.character.memory.Talks.exchanges;
import static raconteur.character.memory.Talks.line;
import static raconteur.character.memory.Talks.path;
import static raconteur.character.memory.Talks.said;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import raconteur.account.MemoryBudgets;
import raconteur.turn.MessageId;

class UpkeepTest {
    private static final Step NOTHING = new Step.Nothing();
    private static final MemoryBudgets WIDE = new MemoryBudgets(50_000, 50_000, 50_000);

    private static Step.Shorten shorten(List<Paths.Said> messages, MemoryBudgets budgets) {
        return (Step.Shorten) Upkeep.next(path(messages), Remembrance.NOTHING, budgets, false);
    }

    private static Remembrance longTerm(List<Line> lines) {
        return new Remembrance(List.of(), lines, Set.of(), Set.of());
    }

    private static List<MessageId> ids(List<Paths.Said> messages) {
        return messages.stream().map(Paths.Said::id).toList();
    }

    @Test
    void aBudgetIsCountedInCharactersOfAnyScriptNotInUnits() {
        // ten characters each, some of them of two units: eight exchanges are 160
        var text = "桥边的灯𠮷亮了🏮等你";
        var messages = exchanges(ADA, text, text, text, text, text, text, text, text);

        assertThat(Texts.length(text)).isEqualTo(10);
        assertThat(Upkeep.next(path(messages), Remembrance.NOTHING, new MemoryBudgets(160, 60, 60), false))
                .isEqualTo(NOTHING);
        assertThat(shorten(messages, new MemoryBudgets(159, 60, 60)).messages()).hasSize(8);
    }

    @Test
    void theOlderHalfGoesInWholeExchanges() {
        var messages = exchanges(ADA, "一".repeat(40), "二", "三", "四", "五", "六", "七", "八".repeat(20));

        var step = shorten(messages, TIGHT);

        // 132 in all: the first exchange alone is more than half of it
        assertThat(ids(step.messages())).isEqualTo(ids(messages.subList(0, 2)));
    }

    @Test
    void theLastFourExchangesAlwaysStay() {
        var four = exchanges(ADA, "一".repeat(90), "二", "三", "四");
        var five = exchanges(ADA, "一", "二".repeat(90), "三", "四", "五");

        assertThat(Upkeep.next(path(four), Remembrance.NOTHING, TIGHT, true)).isEqualTo(NOTHING);
        assertThat(ids(shorten(five, TIGHT).messages())).isEqualTo(ids(five.subList(0, 2)));
    }

    @Test
    void anAnswerThatIsStillWrittenIsNeverTakenNorWhatComesAfterIt() {
        var messages = new ArrayList<>(exchanges(ADA, "一".repeat(30), "二", "三", "四", "五", "六", "七", "八"));
        messages.set(3, Talks.running(messages.get(3)));

        assertThat(ids(((Step.Shorten) Upkeep.next(path(messages), Remembrance.NOTHING, TIGHT, true)).messages()))
                .isEqualTo(ids(messages.subList(0, 2)));

        messages.set(1, Talks.running(messages.get(1)));

        assertThat(Upkeep.next(path(messages), Remembrance.NOTHING, TIGHT, true))
                .isEqualTo(NOTHING);
    }

    @Test
    void aGreetingBelongsToTheFirstExchange() {
        var messages = new ArrayList<>(exchanges(ADA, "一".repeat(60), "二", "三", "四", "五"));
        messages.addFirst(said(null, "欢迎"));

        assertThat(ids(shorten(messages, TIGHT).messages())).isEqualTo(ids(messages.subList(0, 3)));
    }

    @Test
    void whatWasSaidToAnotherIsAStepOfItsOwnAndNoContextForIt() {
        var messages = new ArrayList<>(exchanges(ADA, "一".repeat(20), "二".repeat(20)));
        messages.addAll(exchanges(BEA, "三".repeat(20), "四".repeat(20), "五", "六", "七", "八"));

        var first = shorten(messages, TIGHT);
        var memory = Remembrance.NOTHING.after(new MemoryEvent.Shortened(ids(first.messages()), List.of()));
        var second = (Step.Shorten) Upkeep.next(path(messages), memory, TIGHT, true);

        assertThat(first.with()).isEqualTo(ADA);
        assertThat(ids(first.messages())).isEqualTo(ids(messages.subList(0, 4)));
        assertThat(second.with()).isEqualTo(BEA);
        assertThat(second.before()).isEmpty();
        assertThat(ids(second.messages())).isEqualTo(ids(messages.subList(4, 8)));
    }

    @Test
    void twoToFourMessagesBeforeAreShownAsContext() {
        var some = exchanges(ADA, "一", "二", "三", "四".repeat(40), "五", "六", "七", "八");
        var done = Remembrance.NOTHING.after(new MemoryEvent.Shortened(ids(some.subList(0, 6)), List.of()));
        var long2 = exchanges(ADA, "一", "二", "三".repeat(1200), "四".repeat(40), "五", "六", "七", "八");
        var done2 = Remembrance.NOTHING.after(new MemoryEvent.Shortened(ids(long2.subList(0, 6)), List.of()));

        assertThat(((Step.Shorten) Upkeep.next(path(some), done, TIGHT, true)).before())
                .isEqualTo(some.subList(2, 6));
        assertThat(((Step.Shorten) Upkeep.next(path(long2), done2, TIGHT, true)).before())
                .isEqualTo(long2.subList(4, 6));
    }

    @Test
    void whatIsHiddenIsNeitherCountedNorShown() {
        var messages = new ArrayList<>(exchanges(ADA, "一".repeat(60), "二", "三", "四", "五"));
        messages.replaceAll(said -> said.text().length() > 1 ? Talks.hidden(said) : said);

        assertThat(Upkeep.next(path(messages), Remembrance.NOTHING, TIGHT, false))
                .isEqualTo(NOTHING);
        assertThat(((Step.Shorten) Upkeep.next(path(messages), Remembrance.NOTHING, TIGHT, true)).shown())
                .isEmpty();
    }

    @Test
    void aLotAtOnceIsTakenInPieces() {
        var messages = exchanges(
                ADA, IntStream.range(0, 30).mapToObj(_ -> "长".repeat(1000)).toArray(String[]::new));

        assertThat(Exchanges.length(shorten(messages, TIGHT).messages())).isEqualTo(Upkeep.MOST_AT_ONCE);
    }

    @Test
    void theFirstHalfOfTheShortTermIsIntegratedAboutOneOnly() {
        var lines = List.of(
                line("一".repeat(20), ADA, null),
                line("二".repeat(20), ADA, null),
                line("三".repeat(20), BEA, null),
                line("四".repeat(20), BEA, null));
        var memory = new Remembrance(lines, List.of(line("hers", BEA, 9), line("all", null, 9)), Set.of(), Set.of());

        var step = (Step.Integrate) Upkeep.next(path(List.of()), memory, TIGHT, false);
        var later = (Step.Integrate) Upkeep.next(
                path(List.of()),
                new Remembrance(lines.subList(1, 4), List.of(), Set.of(), Set.of()),
                new MemoryBudgets(100, 50, 60),
                false);

        assertThat(step.lines()).isEqualTo(lines.subList(0, 2));
        assertThat(Talks.texts(step.known())).containsExactly("all");
        assertThat(later.lines()).isEqualTo(lines.subList(1, 2));
    }

    @Test
    void whatIsWorthLeastIsForgottenFirstAndAlwaysTheSame() {
        var lines = new ArrayList<Line>();
        for (var at = 0; at < 12; at++) {
            lines.add(line(at + "x".repeat(9), ADA, at % 3 == 0 ? 12 : 5));
        }

        var step = (Step.Forget) Upkeep.next(path(List.of()), longTerm(lines), TIGHT, false);

        // 122 characters: seven lines must go, and of those that are worth as much the older
        var gone =
                lines.stream().filter(line -> step.lines().contains(line.id())).toList();
        assertThat(gone)
                .isEqualTo(List.of(
                        lines.get(1),
                        lines.get(2),
                        lines.get(4),
                        lines.get(5),
                        lines.get(7),
                        lines.get(8),
                        lines.get(10)));
        assertThat(Upkeep.next(path(List.of()), longTerm(lines), TIGHT, false)).isEqualTo(step);
        var left = longTerm(lines).after(new MemoryEvent.Forgotten(step.lines()));
        assertThat(Upkeep.next(path(List.of()), left, TIGHT, false)).isEqualTo(NOTHING);
        assertThat(lines).containsAll(left.longTerm());
    }

    @Test
    void whatMattersFadesByHalfAtMostAndOrdinaryThingsFade() {
        assertThat(Upkeep.worth(line("x", ADA, 8), 1000)).isEqualTo(4);
        assertThat(Upkeep.worth(line("x", ADA, 7), 1000)).isLessThan(0.2);
        assertThat(Upkeep.worth(line("x", ADA, 7), 0)).isEqualTo(7);
        assertThat(Upkeep.worth(line("x", null, null), 0)).isEqualTo(Importance.MOST);
    }

    @Test
    void nothingIsDoneWithinTheBudgets() {
        var memory = new Remembrance(List.of(line("一", ADA, null)), List.of(line("二", ADA, 4)), Set.of(), Set.of());

        assertThat(Upkeep.next(path(exchanges(ADA, "一", "二")), memory, WIDE, false))
                .isEqualTo(NOTHING);
    }
}
