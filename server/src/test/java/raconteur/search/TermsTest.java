package raconteur.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermsTest {
    @Test
    void wordsAreFoundInTheirOtherForms() {
        assertThat(Terms.of("freezing")).isEqualTo(Terms.of("freezes"));
        assertThat(Terms.of("Running")).isEqualTo(Terms.of("runs"));
        assertThat(Terms.of("torches")).isEqualTo(Terms.of("torch"));
        assertThat(Terms.of("Café")).isEqualTo(Terms.of("cafes"));
        assertThat(Terms.of("BERRIES")).isEqualTo(Terms.of("berry"));
    }

    @Test
    void namesOfProgramsAreFoundByTheirParts() {
        assertThat(Terms.of("beefaloWool")).containsAll(Terms.of("beefalo wool"));
        assertThat(Terms.of("BEEFALO_HEALTH")).isEqualTo(Terms.of("beefalo health"));
    }

    @Test
    void bothChineseScriptsAreOne() {
        assertThat(Terms.of("龍捲風")).isEqualTo(Terms.of("龙卷风")).contains("u9f99", "u9f99u5377");
    }

    @Test
    void aTermHasLettersAndDigitsOnly() {
        assertThat(Terms.of("a' OR 1=1 -- \"x\" (лиса) 🦊 { } * ^ : & | ! <-> 한국어 ﬁre"))
                .isNotEmpty()
                .allMatch(term -> term.matches("[a-z][a-z0-9]*"));
    }

    @Test
    void emptyWordsAreNotAskedForUnlessThereAreNoOthers() {
        assertThat(Terms.asked("What does the spider eat?")).isEqualTo(Terms.asked("spider eat"));
        assertThat(Terms.asked("who are you")).isNotEmpty();
        assertThat(Terms.asked("？！")).isEmpty();
    }
}
