package raconteur.character.card;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Abuse row F03: what an archive may not be. Each starts as a good one, and then a few bytes are changed. */
class ArchiveTest {
    private static final byte[] CARD = Wrapping.bytes(Corpus.card(Corpus.Content.PLAIN, CardVersion.V3));

    @Test
    void aGoodOneIsReadWithItsFiles() {
        var read = CardFile.read(archive("assets/a.png", "assets/b.png"));

        assertThat(read.format()).isEqualTo(CardFormat.CHARX);
        assertThat(read.file().files()).extracting(Attachment::path).containsExactly("assets/a.png", "assets/b.png");
    }

    @ParameterizedTest
    @CsvSource({
        "aa/evil.png,../evil.png", "a/bb/evil.png,a/../evil.png", "a/b.png,//b.png", "a/evil.png,/aevil.png",
        "a/evil.png,a\\evil.png", "aa/evil.png,C:/evil.png", "a/b/evil.png,a/./evil.png", "a/evil/..x,a/evil/../"
    })
    void aNameThatLeadsElsewhereIsRefused(String name, String evil) {
        var file = renamed(archive(name), name, evil);

        assertThat(refusal(file).code()).isEqualTo(Code.MALFORMED);
        assertThat(refusal(file).detail().en()).contains("name");
    }

    @Test
    void twoFilesOfOneNameAreRefused() {
        var file = renamed(archive("assets/a1.png", "assets/a2.png"), "assets/a2.png", "assets/a1.png");

        assertThat(refusal(file).detail().en()).contains("one name");
    }

    @Test
    void twoCardsAreRefused() {
        assertThat(refusal(renamed(archive("cord.json"), "cord.json", "card.json"))
                        .detail()
                        .en())
                .contains("one name");
    }

    @Test
    void anArchiveWithoutACardIsRefused() {
        assertThat(refusal(renamed(archive("a.png"), "card.json", "cord.json"))
                        .detail()
                        .en())
                .contains("no card.json");
    }

    @Test
    void whatIsEncryptedIsRefused() {
        assertThat(refusal(directory(archive("a.png"), 8, 1)).detail().en()).contains("encrypted");
    }

    @Test
    void aLinkIsRefused() {
        assertThat(refusal(directory(archive("a.png"), 41, 0xA1)).detail().en()).contains("link");
    }

    @Test
    void anUnknownCompressionIsRefused() {
        assertThat(refusal(directory(archive("a.png"), 10, 14)).detail().en()).contains("compressed in a way");
    }

    @Test
    void filesThatShareTheirBytesAreRefused() {
        var file = archive("a.png", "b.png");
        var last = lastDirectory(file);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(last + 42, 0);

        assertThat(refusal(file).detail().en()).contains("overlap");
    }

    @Test
    void aFileThatGrowsBeyondAHundredfoldIsRefused() {
        assertThat(refusal(archiveOf(1, new byte[20_000_000])).code()).isEqualTo(Code.BODY_TOO_LARGE);
    }

    @Test
    void aFileThatSaysItIsSmallIsCutOffWhereItSaid() {
        var file = archiveOf(1, new byte[20_000_000]);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(lastDirectory(file) + 24, 1000);

        assertThat(refusal(file).code()).isEqualTo(Code.BODY_TOO_LARGE);
    }

    @Test
    void filesThatAreTooLargeTogetherAreRefused() {
        var noise = new byte[900_000];
        new Random(3).nextBytes(noise);
        Arrays.fill(noise, 20_000, noise.length, (byte) 0);

        assertThat(refusal(archiveOf(100, noise)).code()).isEqualTo(Code.BODY_TOO_LARGE);
    }

    @Test
    void anArchiveOfTooManyFilesIsRefused() {
        assertThat(refusal(archiveOf(512, new byte[1])).code()).isEqualTo(Code.BODY_TOO_LARGE);
        assertThat(CardFile.read(archiveOf(511, new byte[1])).file().files()).hasSize(511);
    }

    @Test
    void aDamagedFileIsRefused() {
        var file = archive("a.png");
        file[60] ^= 4;

        assertThat(refusal(file).code()).isIn(Code.MALFORMED, Code.BODY_TOO_LARGE);
    }

    @Test
    void anArchiveThatIsCutOffAnywhereIsRefused() {
        var file = archive("a.png");
        for (var length = 0; length < file.length; length += 11) {
            assertThat(refusal(Arrays.copyOf(file, length)).code()).isEqualTo(Code.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 24, 42})
    void sizesThatNeedSixtyFourBitsAreRefused(int field) {
        var file = archive("a.png");
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(lastDirectory(file) + field, -1);

        assertThat(refusal(file).code()).isIn(Code.MALFORMED, Code.BODY_TOO_LARGE);
    }

    private static byte[] archive(String... names) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("card.json", CARD);
        for (var name : names) {
            files.put(name, name.getBytes(ISO_8859_1));
        }
        return Wrapping.zip(files);
    }

    private static byte[] archiveOf(int count, byte[] content) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("card.json", CARD);
        IntStream.range(0, count).forEach(nth -> files.put("assets/" + nth, content));
        return Wrapping.zip(files);
    }

    private static byte[] renamed(byte[] file, String name, String other) {
        assertThat(other).hasSameSizeAs(name);
        return new String(file, ISO_8859_1).replace(name, other).getBytes(ISO_8859_1);
    }

    /** The archive with another byte in its last file's place in the directory. */
    private static byte[] directory(byte[] file, int field, int value) {
        file[lastDirectory(file) + field] = (byte) value;
        return file;
    }

    private static int lastDirectory(byte[] file) {
        return new String(file, ISO_8859_1).lastIndexOf("PK\1\2");
    }

    private static Refusal refusal(byte[] file) {
        var refusal = catchThrowableOfType(Refusal.class, () -> CardFile.read(file));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
