package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Refusal;

class UsernameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "ada_l.2-x",
                "说书人",
                "Łukasz",
                "Ελένη",
                "Дарья",
                "مريم",
                "कविता",
                "たろう3",
                "12345678901234567890123456789012"
            })
    void lettersOfAnyScriptMakeAName(String text) {
        assertThat(Username.parse(text).shown()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "说书",
                "123456789012345678901234567890123",
                "ada l",
                " ada",
                "ada\n",
                "ada/..",
                "<b>ada",
                "ada\u200Bx",
                "ada\u202Ecba",
                "ada\uFEFF",
                "\u3164\u3164\u3164",
                "😀😀😀",
                "\u0301abc",
                "a@b.c"
            })
    void whatIsNoNameIsRefusedByField(String text) {
        assertThatThrownBy(() -> Username.parse(text))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields())
                                .extracting(Refusal.Field::field)
                                .containsExactly("username"));
    }

    @ParameterizedTest
    @CsvSource({
        "Ada,aDA",
        "Straße,STRASSE",
        "ＡＤＡ,ada",
        "Ὀδυσσεύς,ὈΔΥΣΣΕΎΣ",
        "ﬁnn,FINN",
        "ℌans,hans",
        "re\u0301my,r\u00e9my"
    })
    void namesThatReadTheSameAreTheSame(String one, String other) {
        assertThat(Username.parse(one).key()).isEqualTo(Username.parse(other).key());
    }

    @Test
    void aNameIsShownComposed() {
        assertThat(Username.parse("re\u0301my").shown()).isEqualTo("r\u00e9my");
    }
}
