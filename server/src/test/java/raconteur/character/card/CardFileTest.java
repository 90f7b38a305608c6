package raconteur.character.card;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.character.file.Json;
import raconteur.platform.Refusal;

class CardFileTest {
    private static final ObjectNode V2 = Corpus.card(Corpus.Content.CHINESE, CardVersion.V2);
    private static final ObjectNode V3 = Corpus.card(Corpus.Content.CHINESE, CardVersion.V3);

    @Test
    void everyFieldOfVersionThreeHasItsPlace() {
        var card = CardFile.read(Wrapping.bytes(V3)).file().card();

        assertThat(card.name()).isEqualTo("林黛玉·字颦颦");
        assertThat(card.spokenName()).isEqualTo("小");
        assertThat(card.portrayal().description()).startsWith("林中的说书人");
        assertThat(card.portrayal().examples()).startsWith("<START>");
        assertThat(card.portrayal().systemPrompt()).isEqualTo("{{original}} Speak softly.");
        assertThat(card.greetings().alternates()).containsExactly("Hello again.", "又见面了。");
        assertThat(card.greetings().inGroups()).containsExactly("Everyone is here.");
        assertThat(card.credits().creator()).isEqualTo("Grace");
        assertThat(card.credits().version()).isEqualTo("1.10");
        assertThat(card.credits().notesIn()).containsExactly(Map.entry("zh", "请慢慢读"), Map.entry("en", "Read slowly"));
        assertThat(card.credits().tags()).containsExactly("fantasy", "武侠");
        assertThat(card.credits().sources()).containsExactly("https://example.org/cards/1");
        assertThat(card.credits().created()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L));
        assertThat(card.credits().modified()).isEqualTo(Instant.EPOCH);
        assertThat(card.assets()).hasSize(3);
        var book = Objects.requireNonNull(card.book());
        assertThat(book.name()).isEqualTo("World");
        assertThat(book.size()).isEqualTo(3);
        assertThat(card.rest()).isEqualTo(Extras.NONE);
        assertThat(card.around()).isEqualTo(Extras.NONE);
    }

    @Test
    void theVersionIsWhatTheJsonSaysWhateverTheKeyword() {
        var png = Wrapping.png(Wrapping.text("CHARA", Wrapping.base64(Wrapping.bytes(V3))));

        assertThat(CardFile.read(png).version()).isEqualTo(CardVersion.V3);
    }

    @Test
    void theNewerTextOfAPictureIsTaken() {
        var read = CardFile.read(Wrapping.png(
                Wrapping.text("chara", Wrapping.base64(Wrapping.bytes(V2))),
                Wrapping.text("ccv3", Wrapping.base64(Wrapping.bytes(V3)))));

        assertThat(read.version()).isEqualTo(CardVersion.V3);
    }

    @Test
    void whereTheNewerTextIsBrokenTheOlderIsTakenAndItIsSaid() {
        var read = CardFile.read(Wrapping.png(
                Wrapping.text("ccv3", "broken".getBytes(UTF_8)),
                Wrapping.text("chara", Wrapping.base64(Wrapping.bytes(V2)))));

        assertThat(read.version()).isEqualTo(CardVersion.V2);
        assertThat(read.notes()).extracting(Refusal.Field::field).containsExactly("ccv3");
    }

    @Test
    void aNewerVersionIsReadAndItIsSaid() {
        var newer = V3.deepCopy().put("spec", "chara_card_v4").put("spec_version", "4.0");
        var slightly = V3.deepCopy().put("spec_version", "3.1");

        assertThat(CardFile.read(Wrapping.bytes(newer)).notes())
                .extracting(Refusal.Field::field)
                .containsExactly("spec");
        assertThat(CardFile.read(Wrapping.bytes(slightly)).notes())
                .extracting(Refusal.Field::field)
                .containsExactly("spec_version");
    }

    @Test
    void theNamesOfAnOlderProgramAreUnderstood() {
        var card = CardFile.read("""
                {"char_name": "Ada", "char_persona": "curious", "char_greeting": "Hi", "example_dialogue": "x",
                 "world_scenario": "London", "metadata": {"tool": "old"}}""".getBytes(UTF_8)).file().card();

        assertThat(card.name()).isEqualTo("Ada");
        assertThat(card.portrayal().description()).isEqualTo("curious");
        assertThat(card.portrayal().scenario()).isEqualTo("London");
        assertThat(card.greetings().first()).isEqualTo("Hi");
        assertThat(card.around().json().propertyStream().map(Map.Entry::getKey)).containsExactly("metadata");
    }

    @Test
    void whatIsOfTheWrongTypeIsNamedAndKept() {
        var odd = V3.deepCopy();
        var data = odd.withObjectProperty("data");
        data.putObject("description").put("text", "nested");
        data.put("tags", "one");
        data.put("character_version", 2);
        data.put("creation_date", "yesterday");
        data.putArray("assets").add("none");
        data.putNull("nickname");

        var read = CardFile.read(Wrapping.bytes(odd));

        assertThat(read.notes())
                .extracting(Refusal.Field::field)
                .containsExactly(
                        "data.description", "data.character_version", "data.tags", "data.creation_date", "data.assets");
        assertThat(read.file().card().credits().tags()).containsExactly("one");
        assertThat(read.file().card().credits().version()).isEqualTo("2");
        var again =
                Json.read(read.file().write(CardFormat.JSON, CardVersion.V3)).path("data");
        for (var name : List.of("description", "creation_date", "assets")) {
            assertThat(again.path(name)).isEqualTo(data.path(name));
        }
    }

    @Test
    void aRepetitionBesideTheDataIsKeptUpToDate() {
        var mirrored =
                V2.deepCopy().put("name", "old").put("description", "old").put("chat", "old");

        var written = Json.read(CardFile.read(Wrapping.bytes(mirrored)).file().write(CardFormat.JSON, CardVersion.V2));

        assertThat(written.path("name")).isEqualTo(V2.path("data").path("name"));
        assertThat(written.path("description")).isEqualTo(V2.path("data").path("description"));
        assertThat(written.path("chat").textValue()).isEqualTo("old");
    }

    @Test
    void aProgramOfVersionTwoSeesNoDecorators() {
        var file = CardFile.read(Wrapping.bytes(V3)).file();

        var plain = Json.read(file.write(CardFormat.JSON, CardVersion.V2)).path("data");
        var entry = plain.path("character_book").path("entries").path(0);

        assertThat(V3.path("data")
                        .path("character_book")
                        .path("entries")
                        .path(0)
                        .path("content")
                        .textValue())
                .startsWith("@@depth 2\n@@@role user\n");
        assertThat(entry.path("content").textValue()).isEqualTo("Fact 0：山高水长。");
    }

    @Test
    void aTextThatWasChangedMeanwhileDoesNotGetItsDecoratorsBack() {
        var plain = Json.read(CardFile.read(Wrapping.bytes(V3)).file().write(CardFormat.JSON, CardVersion.V2));
        var entry = (ObjectNode)
                plain.path("data").path("character_book").path("entries").path(0);
        entry.put("content", "Another fact.");

        var book = Objects.requireNonNull(
                CardFile.read(Wrapping.bytes(plain)).file().card().book());

        assertThat(book.json().path("entries").path(0).path("content").textValue())
                .isEqualTo("Another fact.");
    }

    @Test
    void whatTheVersionDemandsIsWrittenEvenIfItIsEmpty() {
        var bare = CardFile.read("{\"name\":\"Ada\"}".getBytes(UTF_8)).file();

        var data = Json.read(bare.write(CardFormat.JSON, CardVersion.V3)).path("data");

        assertThat(data.propertyStream().map(Map.Entry::getKey))
                .containsExactly(
                        "name",
                        "description",
                        "personality",
                        "scenario",
                        "first_mes",
                        "mes_example",
                        "creator_notes",
                        "system_prompt",
                        "post_history_instructions",
                        "alternate_greetings",
                        "group_only_greetings",
                        "tags",
                        "creator",
                        "character_version",
                        "extensions");
    }

    @Test
    void aPictureOfVersionThreeCarriesVersionTwoBesides() {
        var texts = Png.read(CardFile.read(Wrapping.bytes(V3)).file().write(CardFormat.PNG, CardVersion.V3))
                .texts();

        assertThat(texts).extracting(PngText::keyword).containsExactly("chara", "ccv3");
        assertThat(Json.read(texts.getFirst().content()).path("spec").textValue())
                .isEqualTo("chara_card_v2");
        assertThat(Json.read(texts.getLast().content()).path("spec").textValue())
                .isEqualTo("chara_card_v3");
    }

    @Test
    void thePictureStaysThePictureThroughAnArchive() {
        var png = CardFile.read(Wrapping.png(Wrapping.text("chara", Wrapping.base64(Wrapping.bytes(V2)))));

        var charx = CardFile.read(png.file().write(CardFormat.CHARX, CardVersion.V3));
        var again = CardFile.read(charx.file().write(CardFormat.PNG, CardVersion.V3));

        assertThat(charx.file().icon()).hasValue(Wrapping.picture());
        assertThat(again.file().icon()).hasValue(Wrapping.picture());
        assertThat(again.file().card().assets()).extracting(CardAsset::uri).containsExactly("ccdefault:");
    }

    @Test
    void anIconThatIsADamagedPictureTravelsAsAFile() {
        var damaged = Arrays.copyOf(Wrapping.picture(), 50);
        var charx = Wrapping.zip(Map.of("card.json", Wrapping.bytes(V3), "assets/icon/images/main.png", damaged));

        var again = CardFile.read(CardFile.read(charx).file().write(CardFormat.PNG, CardVersion.V3));

        assertThat(again.file().bytes(again.file().card().assets().getFirst())).hasValue(damaged);
    }

    @Test
    void filesInAPictureAreTaken() {
        var read = CardFile.read(Wrapping.png(
                Wrapping.text("chara-ext-asset_:assets/icon/images/main.png", Wrapping.base64(new byte[] {7})),
                Wrapping.text("ccv3", Wrapping.base64(Wrapping.bytes(V3)))));

        assertThat(read.file().bytes(read.file().card().assets().getFirst())).hasValue(new byte[] {7});
    }

    @Test
    void filesInAPictureMayNotLeadElsewhereInAnArchiveLater() {
        for (var evil : List.of("../a", "/a", "card.json", "", "a//b", "a\\b")) {
            var png = Wrapping.png(
                    Wrapping.text("chara-ext-asset_:" + evil, Wrapping.base64(new byte[] {7})),
                    Wrapping.text("ccv3", Wrapping.base64(Wrapping.bytes(V3))));

            assertThatThrownBy(() -> CardFile.read(png)).as(evil).isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CardFormat.class,
            names = {"PNG", "JSON"})
    void moreFilesThanATextCarriesAreRefusedWithTheWayOut(CardFormat format) {
        var bare = CardFile.read(Wrapping.bytes(V3)).file();
        var file = new CardFile(
                bare.card(), Wrapping.picture(), List.of(new Attachment("assets/film", new byte[9 << 20])));

        assertThatThrownBy(() -> file.write(format, CardVersion.V3))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("CHARX");
    }

    @Test
    void theSameCardIsTheSameFileEveryTime() {
        var file = CardFile.read(Wrapping.png(Wrapping.text("ccv3", Wrapping.base64(Wrapping.bytes(V3)))))
                .file();

        for (var format : CardFormat.values()) {
            assertThat(file.write(format, CardVersion.V3)).isEqualTo(file.write(format, CardVersion.V3));
        }
    }

    @Test
    void versionOneIsNotWritten() {
        var file = CardFile.read(Wrapping.bytes(V2)).file();

        assertThatThrownBy(() -> file.write(CardFormat.JSON, CardVersion.V1)).isInstanceOf(Refusal.class);
    }

    @Test
    void whoeverGetsJsonOfACardMayChangeItAndTheCardStays() {
        var card = CardFile.read(Wrapping.bytes(V3)).file().card();

        card.extensions().json().removeAll();

        assertThat(card.extensions().json()).isEqualTo(V3.path("data").path("extensions"));
    }

    @Test
    void aFileThatManyAssetsNameIsNotWrittenManyTimes() {
        var odd = V3.deepCopy();
        var assets = odd.withObjectProperty("data").putArray("assets");
        for (var nth = 0; nth < 50_000; nth++) {
            assets.addObject()
                    .put("type", "icon")
                    .put("uri", "embeded://a")
                    .put("name", "" + nth)
                    .put("ext", "png");
        }
        var bare = CardFile.read(Wrapping.bytes(odd)).file();
        var file = new CardFile(bare.card(), Wrapping.picture(), List.of(new Attachment("a", new byte[1 << 20])));

        assertThatThrownBy(() -> file.write(CardFormat.JSON, CardVersion.V3)).hasMessageContaining("CHARX");
    }

    @Test
    void nobodyGetsAFileThatCouldNotBeReadAgain() {
        var bare = CardFile.read(Wrapping.bytes(V3)).file();
        var file = new CardFile(
                bare.card(), Wrapping.picture(), List.of(new Attachment("assets/film", new byte[7 << 20])));

        assertThatThrownBy(() -> file.write(CardFormat.PNG, CardVersion.V3)).hasMessageContaining("CHARX");
        assertThat(CardFile.read(file.write(CardFormat.JSON, CardVersion.V3)).notes())
                .isEmpty();
    }

    @Test
    void onlyTheFirstHundredOddFieldsAreTold() {
        var odd = V3.deepCopy();
        var assets = odd.withObjectProperty("data").putArray("assets");
        for (var nth = 0; nth < 1000; nth++) {
            assets.addObject().put("type", nth);
        }

        assertThat(CardFile.read(Wrapping.bytes(odd)).notes()).hasSize(100);
    }

    @Test
    void whatStandsWhereAnotherVersionHasItsDataIsKept() {
        var flat = """
                {"name": {"first": "Ada"}, "char_name": "Ada", "data": "x"}""".getBytes(UTF_8);
        var named = """
                {"name": "Ada", "data": "x", "scenario": {"old": 1}, "world_scenario": "London"}""".getBytes(UTF_8);

        assertThatThrownBy(() -> CardFile.read(flat)).hasMessageContaining("name");
        var written = Json.read(CardFile.read(named).file().write(CardFormat.JSON, CardVersion.V3));
        assertThat(written.path("data").path("data").textValue()).isEqualTo("x");
        assertThat(written.path("scenario").path("old").intValue()).isEqualTo(1);
        assertThat(written.path("world_scenario").textValue()).isEqualTo("London");
    }

    @Test
    void unknownFieldsStayInTheirOrder() {
        var odd = V3.deepCopy();
        var data = odd.withObjectProperty("data");
        for (var name : List.of("z", "a", "m", "10", "9")) {
            data.put(name, name);
            odd.put(name, name);
        }

        var png = CardFile.read(Wrapping.bytes(odd)).file().write(CardFormat.PNG, CardVersion.V3);
        var written = Json.read(CardFile.read(png).file().write(CardFormat.JSON, CardVersion.V3));

        assertThat(written.propertyStream().map(Map.Entry::getKey)).containsSubsequence("z", "a", "m", "10", "9");
        assertThat(written.path("data").propertyStream().map(Map.Entry::getKey))
                .containsSubsequence("z", "a", "m", "10", "9");
    }
}
