package raconteur.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    private final StringWriter said = new StringWriter();

    private int run(String... words) {
        var writer = new PrintWriter(said, true);
        return Terminal.run(InstantSource.fixed(Instant.EPOCH), writer, writer, words);
    }

    @ParameterizedTest
    @CsvSource({"relay,--to", "knowledge add,--collection"})
    void everyCommandHelps(String command, String option) {
        assertThat(run((command + " --help").split(" ", -1))).isZero();
        assertThat(said.toString()).contains("Usage: raconteur " + command, option);
    }

    @ParameterizedTest
    @CsvSource({
        "relay,Missing required option",
        "relay --to https://h --token a b,Unmatched argument",
        "relay --to https://h,needs a key",
        "relay --to http://chat.example.org --token rk_secret,Use https",
        "relay --to https://h --token rk_secret --listen 0.0.0.0:1,this machine only",
        "relay --to https://h --token rk_secret --token-file x,not both",
        "knowledge add . --collection c --to https://h,needs a key",
        "knowledge add --collection c,Missing required parameter",
        "nothing,Unmatched argument"
    })
    void whatIsNotCalledAsItMustBeEndsWithTwoAndASentence(String line, String sentence) {
        assertThat(run(line.split(" ", -1))).as(said.toString()).isEqualTo(2);
        assertThat(said.toString()).contains(sentence).doesNotContain("rk_secret", "\tat ");
    }

    @Test
    void whatFailsEndsWithOne() {
        assertThat(run("relay", "--to", "https://h", "--token-file", "nowhere")).isEqualTo(1);
        assertThat(said.toString()).contains("cannot be read");
    }
}
