package raconteur.character;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Refusal;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "林黛玉",
                "李𠮷",
                "Zoë O’Hara-Ng",
                "محمد بن سلمان",
                "می‌خواهم",
                "สมชาย",
                "नीलम",
                "Ωmega №7",
                "🧙‍♀️ Merlin",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿 Mac",
                "はるか",
                "김치",
                "!?",
                "a"
            })
    void aNameMayBeOfAnyScript(String name) {
        assertThat(Names.require(name)).isEqualTo(name);
        assertThat(Names.near(name, "?")).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200d", "\u202eevil", "a\u0000b", "a\u200bb", "\ufefflead", "\ue000"})
    void whatCannotBeSeenIsNoName(String name) {
        assertThatThrownBy(() -> Names.require(name))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.fields().getFirst().field()).isEqualTo("name"));
    }

    @Test
    void aNameIsMeasuredInCharactersNotInUnits() {
        assertThat(Names.require("𠮷".repeat(64))).hasSize(128);
        assertThatThrownBy(() -> Names.require("𠮷".repeat(65))).isInstanceOf(Refusal.class);
        assertThat(Names.near("𠮷".repeat(65), "?")).isEqualTo("𠮷".repeat(64));
        assertThat(Names.key("\ufdfa".repeat(64)).length()).isLessThanOrEqualTo(512);
    }

    @Test
    void namesAreComparedWithoutRegardToCaseAndWidth() {
        assertThat(Stream.of("ＡＤＡ  Lovelace", "ada lovelace", "Ada\u3000LOVELACE")
                        .map(Names::key))
                .containsOnly("ada lovelace");
    }

    @Test
    void spacesAreOneSpace() {
        assertThat(Names.require("  Ada \u3000 Lovelace ")).isEqualTo("Ada Lovelace");
    }
}
