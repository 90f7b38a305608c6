package raconteur.character.creation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.character.Provenance;

/** What is kept of a model's words, and what counts as said by a source. */
class PlainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "她是诗人。|她是诗人。",
                "  two   words |two words",
                "**bold** and `code`|bold and code",
                "<b>a</b> 1 < 2|a 1 < 2",
                "![x](data:image/png;base64,AA) y|x y",
                "{{user}} and {{{char}}}|user and char",
                "未知。|''",
                "N/A|''",
            })
    void onlyPlainTextIsLeft(String written, String kept) {
        assertThat(Plain.line(written, 100)).isEqualTo(kept);
    }

    @Test
    void whatIsTooLongEndsWithASentenceWhereOneIsNear() {
        assertThat(Plain.line("一二三四。五六七八。九十", 10)).isEqualTo("一二三四。五六七八。");
        assertThat(Plain.line("😀".repeat(20), 5)).isEqualTo("😀".repeat(5));
    }

    @Test
    void soManySentencesAreKept() {
        assertThat(Plain.sentences("一。二！？三……四。五。", 4)).isEqualTo("一。二！？三……四。");
        assertThat(Plain.sentences("One 1.5 m. Two? Three", 2)).isEqualTo("One 1.5 m. Two?");
        assertThat(Plain.sentences("none", 3)).isEqualTo("none");
    }

    @Test
    void aQuoteCountsWhateverItsWidthSpacesAndMarks() {
        var evidence = new Evidence("前文。Ａｄａ was “born”\n in 1815. 她　年方十五，体弱。 end");

        assertThat(evidence.of("ada was \"born\" in 1815")).isEqualTo(Provenance.source("Ａｄａ was “born” in 1815"));
        assertThat(evidence.of("她年方十五,体弱")).isEqualTo(Provenance.source("她 年方十五，体弱"));
        assertThat(evidence.of("她年方十六,体弱")).isEqualTo(Provenance.INFERRED);
        assertThat(evidence.of("Ada")).as("so short that it is anywhere").isEqualTo(Provenance.INFERRED);
        assertThat(evidence.of("")).isEqualTo(Provenance.INFERRED);
        assertThat(evidence.of("was “born”… in 1815")).isEqualTo(Provenance.INFERRED);
    }
}
