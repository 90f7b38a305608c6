package raconteur.character.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import raconteur.character.file.Json;

/** A corpus of cards goes through every kind of file and both versions, and comes back saying the same. */
class RoundTripTest {
    private static final List<CardVersion> WRITTEN = List.of(CardVersion.V2, CardVersion.V3);
    private static final Set<String> MOVED = Set.of("assets");

    @Test
    void theCorpusHasSixtyCards() {
        assertThat(Corpus.all()).hasSize(60);
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostWhateverItIsWrittenAs() {
        return Corpus.all().stream()
                .map(member -> DynamicTest.dynamicTest(member.toString(), () -> {
                    var read = CardFile.read(member.file());

                    assertThat(read.version()).isEqualTo(member.version());
                    assertThat(read.notes()).isEmpty();
                    for (var format : CardFormat.values()) {
                        for (var version : WRITTEN) {
                            var again = CardFile.read(read.file().write(format, version));

                            assertThat(again.version()).isEqualTo(version);
                            assertThat(again.format()).isEqualTo(format);
                            assertThat(again.notes()).isEmpty();
                            sameMeaning(read.file(), again.file());
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyFieldOfTheOriginalStandsInWhatIsWritten() {
        return Corpus.all().stream()
                .filter(member -> member.version() != CardVersion.V1)
                .filter(member -> member.container() == Corpus.Container.JSON)
                .map(member -> DynamicTest.dynamicTest(member.toString(), () -> {
                    var written = CardFile.read(member.file()).file().write(CardFormat.JSON, member.version());

                    holds(Json.read(written), Json.read(member.file()), "");
                }));
    }

    @Test
    void aCardOfVersionOneKeepsWhatStoodBesideItsTexts() {
        var original = Corpus.card(Corpus.Content.UNKNOWN, CardVersion.V1);

        var written = CardFile.read(Wrapping.bytes(original)).file().write(CardFormat.JSON, CardVersion.V3);

        var root = Json.read(written);
        assertThat(root.path("talkativeness").textValue()).isEqualTo("0.5");
        assertThat(root.path("x_deep")).isEqualTo(original.path("x_deep"));
        assertThat(root.path("data").path("first_mes")).isEqualTo(original.path("first_mes"));
    }

    private static void sameMeaning(CardFile one, CardFile other) {
        assertThat(other.card().withAssets(List.of())).isEqualTo(one.card().withAssets(List.of()));
        for (var asset : one.card().assets()) {
            var same = other.card().assets().stream()
                    .filter(found -> found.type().equals(asset.type())
                            && found.name().equals(asset.name())
                            && found.rest().equals(asset.rest()))
                    .toList();
            assertThat(same).as(asset.name()).hasSize(1);
            one.bytes(asset)
                    .ifPresent(bytes -> assertThat(shown(other, same.getFirst()))
                            .as(asset.name())
                            .isEqualTo(bytes));
        }
        for (var file : one.files()) {
            assertThat(Stream.concat(
                            other.files().stream().map(Attachment::bytes),
                            other.card().assets().stream().map(asset -> shown(other, asset))))
                    .as(file.path())
                    .anyMatch(bytes -> Arrays.equals(bytes, file.bytes()));
        }
    }

    private static byte[] shown(CardFile file, CardAsset asset) {
        return file.bytes(asset)
                .or(() -> asset.uri().equals(CardAsset.DEFAULT) ? file.icon() : Optional.empty())
                .orElse(new byte[0]);
    }

    private static void holds(JsonNode written, JsonNode original, String at) {
        if (!(original instanceof ObjectNode object)) {
            assertThat(written).as(at).isEqualTo(original);
            return;
        }
        for (var field : object.properties()) {
            var here = at + "." + field.getKey();
            if (!MOVED.contains(field.getKey())) {
                assertThat(written.has(field.getKey())).as(here).isTrue();
                holds(written.get(field.getKey()), field.getValue(), here);
            }
        }
    }
}
