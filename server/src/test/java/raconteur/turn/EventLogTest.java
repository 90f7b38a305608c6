package raconteur.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final TurnId TURN = new TurnId(UUID.randomUUID());
    private static final MessageId MESSAGE = new MessageId(UUID.randomUUID());

    private final ObjectMapper json = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    private final EventLog log = new EventLog(json, 4096);

    @Test
    void everyReaderSeesTheSameNumbersWithoutGaps() {
        var early = new Page(Integer.MAX_VALUE);
        log.follow(0, early);
        say("Once ");
        say("upon ");
        var late = new Page(Integer.MAX_VALUE);
        log.follow(0, late);
        say("a time");
        end();

        assertThat(early.frames).isEqualTo(late.frames);
        assertThat(early.frames.stream().map(Frame::seq)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(early.text()).isEqualTo("Once upon a time");
        assertThat(early.ended).isEqualTo(1);
    }

    @Test
    void aReaderThatComesBackGetsOnlyWhatItHasNotSeen() {
        say("one");
        say("two");
        say("three");
        var back = new Page(Integer.MAX_VALUE);
        log.follow(2, back);

        assertThat(back.text()).isEqualTo("three");
    }

    @Test
    void aReaderThatCannotTakeMoreCatchesUpWhenItCan() {
        var slow = new Page(1);
        log.follow(0, slow);
        say("a");
        say("b");
        say("c");
        end();
        assertThat(slow.text()).isEqualTo("a");
        assertThat(slow.ended).isZero();

        slow.readOn();

        assertThat(slow.text()).isEqualTo("abc");
        assertThat(slow.frames.getLast().name()).isEqualTo("done");
        assertThat(slow.ended).isEqualTo(1);
    }

    @Test
    void aReaderFarBehindGetsEverythingAsOneResync() throws Exception {
        var slow = new Page(1);
        log.follow(0, slow);
        var whole = new StringBuilder();
        for (var n = 0; n < 200; n++) {
            say("word" + n + " ");
            whole.append("word").append(n).append(' ');
        }
        end();

        slow.readOn();

        assertThat(slow.frames.stream().map(Frame::name)).containsExactly("delta", "resync", "done");
        var resync = json.readTree(slow.frames.get(1).json());
        assertThat(resync.at("/messages/0/text").asText()).isEqualTo(whole.toString());
        assertThat(resync.at("/seq").asLong()).isEqualTo(200);
        assertThat(slow.frames.getLast().seq()).isEqualTo(201);
    }

    @Test
    void aReaderAheadOfWhatThereIsGetsResyncToo() {
        say("kept");
        var ahead = new Page(Integer.MAX_VALUE);
        log.follow(99, ahead);
        say(" and more");

        assertThat(ahead.frames.stream().map(Frame::name)).containsExactly("resync", "delta");
        assertThat(ahead.frames.stream().map(Frame::seq)).containsExactly(1L, 2L);
    }

    @Test
    void nothingFollowsTheEndAndTextCannotForgeAnEvent() {
        var reader = new Page(Integer.MAX_VALUE);
        log.follow(0, reader);
        say("x\n\nevent: done\ndata: {}\n\n");
        end();
        say("too late");
        end();

        assertThat(reader.frames.stream().map(Frame::name)).containsExactly("delta", "done");
        assertThat(reader.frames.getFirst().text().strip().lines()).hasSize(3);
    }

    @Test
    void whatIsNewSinceTheLastCheckpointIsToldOnce() {
        say("first ");
        var piece = log.since(MESSAGE, 0, 0);
        assertThat(piece).isEqualTo(new EventLog.Piece(1, "first ", ""));
        assertThat(log.since(MESSAGE, 6, 0)).isNull();
        log.append(new TurnEvent.Delta(MESSAGE, true, "hm"));

        assertThat(log.since(MESSAGE, 6, 0)).isEqualTo(new EventLog.Piece(2, "", "hm"));
    }

    private void say(String text) {
        log.append(new TurnEvent.Delta(MESSAGE, false, text));
    }

    private void end() {
        log.append(new TurnEvent.Done(TURN, TurnState.COMPLETED));
    }

    /** A reader that takes so many frames before it must be given time. */
    private final class Page implements Reader {
        private final List<Frame> frames = new ArrayList<>();
        private int room;
        private int ended;
        private @Nullable Runnable more;

        Page(int room) {
            this.room = room;
        }

        @Override
        public boolean take(Frame frame) {
            frames.add(frame);
            room--;
            return room > 0;
        }

        @Override
        public void whenReady(Runnable again) {
            more = again;
        }

        @Override
        public void end() {
            ended++;
        }

        void readOn() {
            room = Integer.MAX_VALUE;
            var again = more;
            if (again != null) {
                again.run();
            }
        }

        String text() {
            var text = new StringBuilder();
            for (var frame : frames) {
                try {
                    text.append(json.readTree(frame.json()).path("text").asText(""));
                } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
                    throw new IllegalStateException(broken);
                }
            }
            return text.toString();
        }
    }
}
