package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpReaderTest {
    private static final String TWO_ANSWERS = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: text/event-stream",
            "Transfer-Encoding: chunked",
            "",
            "5",
            "id: 1",
            "6",
            "\nab\n\nc",
            "3;x=y",
            "d\n\n",
            "0",
            "",
            "HTTP/1.1 404 Not Found",
            "Content-Length: 4",
            "",
            "nope");

    private static List<String> told(int cut, String... more) {
        var told = new ArrayList<String>();
        var reader = new HttpReader(new HttpReader.Body() {
            @Override
            public void head(int status, boolean events) {
                told.add(status + (events ? " events" : ""));
            }

            @Override
            public void event(byte[] bytes, int length) {
                told.add(new String(bytes, 0, length, UTF_8));
            }

            @Override
            public void end(byte[] rest, int length) {
                told.add("end " + new String(rest, 0, length, UTF_8));
            }
        });
        String all = more.length > 0 ? more[0] : TWO_ANSWERS;
        reader.read(Unpooled.copiedBuffer(all.substring(0, cut), UTF_8));
        reader.read(Unpooled.copiedBuffer(all.substring(cut), UTF_8));
        assertThat(reader.closed()).isTrue();
        return told;
    }

    @Test
    void answersAreReadTheSameWhereverTheyAreCut() {
        for (int cut = 0; cut <= TWO_ANSWERS.length(); cut++) {
            assertThat(told(cut))
                    .as("cut at %d", cut)
                    .containsExactly("200 events", "id: 1\nab\n\n", "cd\n\n", "end ", "404", "end nope");
        }
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() {
        assertThat(told(10, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\na\n\nb"))
                .containsExactly("200 events", "a\n\n", "end b");
    }
}
