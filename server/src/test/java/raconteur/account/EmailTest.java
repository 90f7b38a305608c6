package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Refusal;

class EmailTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                "a.d+a_b-c@mail.example.org",
                "o'brien@example.org",
                "阿达@例子.中国",
                "x@localhost",
                "a@1.2.3.4"
            })
    void whatCanBeAnAddressIsTaken(String address) {
        assertThat(Email.parse("  " + address + " ")).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "ada@",
                "@example.org",
                "a b@example.org",
                "a@b@c",
                "a\n@b.c",
                "a@b.c\r\nBcc: eve@example.org",
                "a@b.c,eve@example.org",
                "Ada <a@b.c>",
                "\"a\"@b.c",
                "a@[127.0.0.1]",
                "a@-b.c",
                "a@b c",
                "a\u200b@b.c",
                "a@b.c;d@e.f"
            })
    void whatCannotIsRefused(String address) {
        assertThatThrownBy(() -> Email.parse(address)).isInstanceOf(Refusal.class);
    }

    @org.junit.jupiter.api.Test
    void blankIsNoneAndCaseIsNoDifference() {
        assertThat(Email.parse("  ")).isNull();
        assertThat(Email.parse(null)).isNull();
        assertThat(Email.keyOf("Ada@Example.ORG")).isEqualTo("ada@example.org");
        assertThatThrownBy(() -> Email.parse("a".repeat(65) + "@example.org")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Email.parse("a@" + "b".repeat(260))).isInstanceOf(Refusal.class);
    }
}
