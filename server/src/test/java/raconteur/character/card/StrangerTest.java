package raconteur.character.card;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Abuse rows F01 to F05 and D08: what Eve may put into a file, and what becomes of it. */
class StrangerTest {
    private static final byte[] CARD = Wrapping.bytes(Corpus.card(Corpus.Content.CHINESE, CardVersion.V3));
    private static final byte[] PNG = Wrapping.png(Wrapping.text("ccv3", Wrapping.base64(CARD)));

    @Test
    void aFileThatIsTooLargeIsNotEvenLookedAt() {
        assertThat(refused(new byte[CardFile.LARGEST + 1])).isEqualTo(Code.BODY_TOO_LARGE);
    }

    @Test
    void aPictureThatClaimsToBeHugeIsRefusedByItsFirstChunk() {
        var head = ByteBuffer.allocate(13)
                .putInt(60_000)
                .putInt(60_000)
                .put((byte) 8)
                .array();
        var png = Wrapping.joined(
                Arrays.copyOf(PNG, 8),
                Wrapping.joined(
                        Wrapping.chunk("IHDR", head),
                        Wrapping.joined(
                                Wrapping.text("chara", Wrapping.base64(CARD)), Wrapping.chunk("IEND", new byte[0]))));

        assertThat(refused(png)).isEqualTo(Code.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTextThatInflatesWithoutEndIsCutOff(boolean isInternational) {
        var zeros = new byte[64 << 20];

        var bomb = isInternational ? Wrapping.international("chara", zeros, true) : Wrapping.zipped("chara", zeros);

        assertThat(refused(Wrapping.png(bomb))).isEqualTo(Code.BODY_TOO_LARGE);
    }

    @Test
    void filesThatInflateInManyChunksAreCutOffTogether() {
        var file = Wrapping.base64(new byte[3_000_000]);
        var chunks = new ArrayList<>(List.of(Wrapping.text("ccv3", Wrapping.base64(CARD))));
        IntStream.range(0, 10).forEach(nth -> chunks.add(Wrapping.zipped("chara-ext-asset_:" + nth, file)));

        assertThat(refused(Wrapping.png(chunks.toArray(byte[][]::new)))).isEqualTo(Code.BODY_TOO_LARGE);
    }

    @Test
    void aPictureOfManyChunksIsRefused() {
        var chunks = new byte[100_000][];
        Arrays.fill(chunks, Wrapping.text("a", new byte[0]));

        assertThat(refused(Wrapping.png(chunks))).isEqualTo(Code.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 1 << 24})
    void aChunkLongerThanItsFileIsRefused(int length) {
        var png = PNG.clone();
        ByteBuffer.wrap(png).putInt(33, length);

        assertThat(refused(png)).isEqualTo(Code.MALFORMED);
    }

    @Test
    void aDamagedPictureIsRefused() {
        var png = PNG.clone();
        png[png.length - 40] ^= 1;

        assertThat(refusal(png).detail().en()).contains("checksum");
    }

    @Test
    void aPictureThatIsCutOffAnywhereIsRefused() {
        for (var length = 0; length < PNG.length; length += 7) {
            assertThat(refused(Arrays.copyOf(PNG, length)))
                    .as("%d bytes", length)
                    .isEqualTo(Code.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!!", "eyJ", "not base64 at all…", ""})
    void junkInPlaceOfBase64IsRefused(String junk) {
        assertThat(refused(Wrapping.png(Wrapping.text("chara", junk.getBytes(UTF_8)))))
                .isEqualTo(Code.MALFORMED);
    }

    @Test
    void nothingOfAPictureIsKeptButItsPixels() {
        var gps = Wrapping.text("Comment", "GPS 51.5N 0.1W".getBytes(ISO_8859_1));
        var png = Wrapping.joined(
                Wrapping.png(gps, Wrapping.text("chara", Wrapping.base64(CARD))),
                "<script>alert(1)</script>".getBytes(ISO_8859_1));

        var picture = CardFile.read(png).file().icon().orElseThrow();

        assertThat(new String(picture, ISO_8859_1)).doesNotContain("GPS", "script", "chara");
        assertThat(picture).isEqualTo(Wrapping.picture());
    }

    @TestFactory
    Stream<DynamicTest> badJsonIsRefusedInEveryContainer() {
        var bad = new LinkedHashMap<String, byte[]>();
        bad.put("deep", ("{\"name\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").getBytes(UTF_8));
        bad.put("many keys", keys(1_000_000));
        bad.put("double keys", json("\"description\":\"a\",\"description\":\"b\""));
        bad.put("a long number", json("\"x\":1" + "0".repeat(1_000_000)));
        bad.put("no number", json("\"x\":NaN"));
        bad.put("half a character", json("\"x\":\"\\ud83d\""));
        bad.put("half a character in a name", json("\"\\udc00\":1"));
        bad.put("NUL", json("\"x\":[{\"y\":\"a\\u0000b\"}]"));
        bad.put("no UTF-8", Wrapping.joined(json("\"x\":1"), new byte[] {(byte) 0xC0, (byte) 0x80}));
        bad.put("a long text", json("\"x\":\"" + letters((1 << 20) + 1) + "\""));
        bad.put("a long name", json("\"" + "n".repeat(300) + "\":1"));
        bad.put("more after the end", "{\"name\":\"a\"}{}".getBytes(UTF_8));
        bad.put("no end", "{\"name\":\"a\"".getBytes(UTF_8));
        return bad.entrySet().stream()
                .flatMap(one -> containers(one.getValue()).entrySet().stream()
                        .map(container -> DynamicTest.dynamicTest(
                                one.getKey() + " in " + container.getKey(),
                                () -> assertThat(refused(container.getValue())).isEqualTo(Code.MALFORMED))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "[1]", "null", "GIF89a", "<svg onload='alert(1)'/>", "PK", "name: Ada"})
    void whatIsNoCardAtAllIsRefused(String text) {
        assertThat(refused(text.getBytes(UTF_8))).isEqualTo(Code.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":{}}",
                "{\"name\":\" \"}",
                "{\"spec\":\"lorebook_v3\",\"data\":{\"name\":\"a\",\"entries\":[]}}",
                "{\"entries\":{}}"
            })
    void jsonOfSomethingElseIsRefusedByTheFieldThatSaysSo(String json) {
        var refusal = refusal(json.getBytes(UTF_8));

        assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST);
        assertThat(refusal.fields()).isNotEmpty();
    }

    @Test
    void whateverIsDoneToAFileItIsACardOrARefusal() {
        var random = new Random(6);
        var charx = Wrapping.zip(Map.of("card.json", CARD, "assets/a.png", Wrapping.picture()));
        for (var nth = 0; nth < 6000; nth++) {
            var file = List.of(PNG, charx, CARD).get(nth % 3).clone();
            for (var change = random.nextInt(4); change >= 0; change--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            refusedOrRead(nth % 5 == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file);
        }
    }

    private static void refusedOrRead(byte[] file) {
        try {
            assertThat(CardFile.read(file).file().card().name()).isNotBlank();
        } catch (Refusal refusal) {
            assertThat(refusal.code().status()).isIn(400, 413, 422);
        }
    }

    private static Map<String, byte[]> containers(byte[] json) {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("JSON", json);
        all.put("PNG", Wrapping.png(Wrapping.text("chara", Wrapping.base64(json))));
        all.put("CHARX", Wrapping.zip(Map.of("card.json", json)));
        return all;
    }

    private static byte[] json(String field) {
        return ("{\"name\":\"Eve\"," + field + "}").getBytes(UTF_8);
    }

    private static byte[] keys(int count) {
        var all = new StringBuilder("{\"name\":\"Eve\"");
        IntStream.range(0, count).forEach(nth -> all.append(",\"k").append(nth).append("\":1"));
        return all.append('}').toString().getBytes(UTF_8);
    }

    /** Text that no archive makes suspiciously small. */
    private static String letters(int count) {
        return new Random(7)
                .ints(count, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Code refused(byte[] file) {
        return refusal(file).code();
    }

    private static Refusal refusal(byte[] file) {
        var refusal = catchThrowableOfType(Refusal.class, () -> CardFile.read(file));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
