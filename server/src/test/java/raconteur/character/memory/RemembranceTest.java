package raconteur.character.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.memory.Talks.ADA;
import static raconteur.character.memory.Talks.line;

import java.util.List;
import org.junit.jupiter.api.Test;
import raconteur.character.memory.MemoryEvent.Change;
import raconteur.character.memory.MemoryEvent.Erased;
import raconteur.character.memory.MemoryEvent.Forgotten;
import raconteur.character.memory.MemoryEvent.Integrated;
import raconteur.character.memory.MemoryEvent.Revised;
import raconteur.character.memory.MemoryEvent.Shortened;
import raconteur.turn.MessageId;

class RemembranceTest {
    private static final MessageId SAID = new MessageId(Talks.id());
    private static final Line LAMP = line("Ada | buys | a lamp", ADA, null);
    private static final Line RAIN = line("Ada | hates | rain", ADA, null);
    private static final Line KEPT = line("Ada bought a lamp.", ADA, 9);

    private static Remembrance after(MemoryEvent... events) {
        return Remembrance.of(List.of(events));
    }

    private static Shortened shortened() {
        return new Shortened(List.of(SAID), List.of(LAMP, RAIN));
    }

    @Test
    void linesStandForMessages() {
        var memory = after(shortened());

        assertThat(memory.shortTerm()).containsExactly(LAMP, RAIN);
        assertThat(memory.compressed()).containsExactly(SAID);
    }

    @Test
    void whatIsIntegratedMovesAndTheRestStays() {
        var memory = after(shortened(), new Integrated(List.of(LAMP.id()), List.of(KEPT)));

        assertThat(memory.shortTerm()).containsExactly(RAIN);
        assertThat(memory.longTerm()).containsExactly(KEPT);
        assertThat(memory.compressed()).containsExactly(SAID);
    }

    @Test
    void whatIsForgottenIsGoneAndItsMessagesStayCompressed() {
        var memory = after(
                shortened(),
                new Integrated(List.of(LAMP.id()), List.of(KEPT)),
                new Forgotten(List.of(KEPT.id())),
                new Revised(List.of(RAIN.id()), List.of(), List.of(), List.of()));

        assertThat(memory.shortTerm()).isEmpty();
        assertThat(memory.longTerm()).isEmpty();
        assertThat(memory.compressed()).containsExactly(SAID);
    }

    @Test
    void aPersonChangesAddsAndRemoves() {
        var own = line("Lin likes tea", null, 12);

        var memory = after(
                shortened(),
                new Revised(
                        List.of(RAIN.id()),
                        List.of(new Change(LAMP.id(), "Ada | sells | a lamp", null)),
                        List.of(),
                        List.of(own)));

        assertThat(Talks.texts(memory.shortTerm())).containsExactly("Ada | sells | a lamp");
        assertThat(memory.shortTerm().getFirst().messages()).isEqualTo(LAMP.messages());
        assertThat(memory.longTerm()).containsExactly(own);
    }

    @Test
    void whatNamesALineThatIsNotThereChangesNothing() {
        var memory = after(
                shortened(),
                new Forgotten(List.of(KEPT.id())),
                new Integrated(List.of(KEPT.id()), List.of()),
                new Revised(List.of(KEPT.id()), List.of(new Change(KEPT.id(), "no", null)), List.of(), List.of()));

        assertThat(memory.shortTerm()).containsExactly(LAMP, RAIN);
        assertThat(memory.longTerm()).isEmpty();
    }

    @Test
    void whatIsErasedIsGoneEvenWhereItIsErasedBeforeItIsMade() {
        assertThat(after(shortened(), new Erased(List.of(LAMP.id()))).shortTerm())
                .containsExactly(RAIN);
        assertThat(after(new Erased(List.of(LAMP.id())), shortened()).shortTerm())
                .containsExactly(RAIN);
    }

    @Test
    void eventsAreReadAsTheyWereWritten() {
        List.of(
                        shortened(),
                        new Integrated(List.of(LAMP.id()), List.of(KEPT)),
                        new Forgotten(List.of(KEPT.id())),
                        new Revised(
                                List.of(RAIN.id()),
                                List.of(new Change(LAMP.id(), "灯 | 亮 | 了", 3)),
                                List.of(line("她", null, null)),
                                List.of(KEPT)),
                        new Erased(List.of(LAMP.id())))
                .forEach(event -> assertThat(MemoryJson.read(MemoryJson.kind(event), MemoryJson.write(event)))
                        .isEqualTo(event));
    }
}
