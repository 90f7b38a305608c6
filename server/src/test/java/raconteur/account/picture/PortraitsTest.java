package raconteur.account.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

class PortraitsTest {
    private final Portraits portraits = new Portraits();

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void itsMiddleIsDrawnAsASquare(String format) throws IOException {
        var wide = new BufferedImage(600, 200, BufferedImage.TYPE_INT_RGB);
        var pen = wide.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 600, 200);
        pen.setColor(Color.BLUE);
        pen.fillRect(200, 0, 200, 200);
        pen.dispose();

        var portrait = read(portraits.draw(written(wide, format)));

        assertThat(portrait.getWidth()).isEqualTo(Portraits.SIDE);
        assertThat(portrait.getHeight()).isEqualTo(Portraits.SIDE);
        var middle = new Color(portrait.getRGB(5, 128));
        assertThat(middle.getBlue()).isGreaterThan(200);
        assertThat(middle.getRed()).isLessThan(60);
    }

    @Test
    void aSquareOfItIsDrawnAsLargeAsIsWished() throws IOException {
        var wide = new BufferedImage(600, 200, BufferedImage.TYPE_INT_RGB);
        wide.setRGB(0, 0, Color.RED.getRGB());
        var pen = wide.createGraphics();
        pen.setColor(Color.GREEN);
        pen.fillRect(500, 100, 100, 100);
        pen.dispose();

        var portrait = read(portraits.draw(written(wide, "png"), 512, new Portraits.Crop(500, 100, 100)));

        assertThat(portrait.getWidth()).isEqualTo(512);
        for (var at : new int[] {1, 256, 510}) {
            assertThat(new Color(portrait.getRGB(at, at)).getGreen()).isGreaterThan(200);
        }
    }

    @Test
    void aSquareThatIsNotInThePictureIsNamed() throws IOException {
        var picture = written(new BufferedImage(60, 20, BufferedImage.TYPE_INT_RGB), "png");
        var wrong = java.util.Map.of(
                "x", new Portraits.Crop(60, 0, 1),
                "y", new Portraits.Crop(0, -1, 1),
                "size", new Portraits.Crop(50, 0, 11));

        wrong.forEach((field, crop) -> assertThatThrownBy(() -> portraits.draw(picture, 512, crop))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.fields().getFirst().field()).isEqualTo(field)));
        assertThatThrownBy(() -> portraits.draw(picture, 512, new Portraits.Crop(1, 1, Integer.MAX_VALUE)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void nothingButThePictureIsKept() throws IOException {
        var plain = written(new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB), "png");
        var secret = chunk("tEXt", "Comment\0GPS 51.5N 0.1W".getBytes(StandardCharsets.ISO_8859_1));
        var picture = ByteBuffer.allocate(plain.length + secret.length)
                .put(plain, 0, 33)
                .put(secret)
                .put(plain, 33, plain.length - 33)
                .array();

        assertThat(new String(picture, StandardCharsets.ISO_8859_1)).contains("GPS");
        assertThat(new String(portraits.draw(picture), StandardCharsets.ISO_8859_1))
                .doesNotContain("GPS");
    }

    @Test
    void aPageBehindThePictureIsNotKept() throws IOException {
        var plain = written(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "gif");
        var page = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        var both = ByteBuffer.allocate(plain.length + page.length)
                .put(plain)
                .put(page)
                .array();

        assertThat(new String(portraits.draw(both), StandardCharsets.ISO_8859_1))
                .doesNotContain("script")
                .startsWith("\u0089PNG");
    }

    @Test
    void whatClaimsToBeHugeIsRefusedUnread() throws IOException {
        var before = used();

        assertRefused(Code.BODY_TOO_LARGE, claiming(60_000, 60_000));
        assertRefused(Code.BODY_TOO_LARGE, claiming(Integer.MAX_VALUE, 2));
        assertRefused(Code.BODY_TOO_LARGE, claiming(4001, 4001));

        assertThat(used() - before).isLessThan(32 << 20);
    }

    @Test
    void aLargePictureIsReadCoarsely() throws IOException {
        var large = written(new BufferedImage(4000, 3900, BufferedImage.TYPE_BYTE_GRAY), "png");

        assertThat(read(portraits.draw(large)).getWidth()).isEqualTo(Portraits.SIDE);
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        assertRefused(Code.INVALID_REQUEST, new byte[0]);
        assertRefused(
                Code.INVALID_REQUEST, "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8));
        assertRefused(Code.INVALID_REQUEST, "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        assertRefused(Code.INVALID_REQUEST, written(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "bmp"));
        assertRefused(Code.INVALID_REQUEST, claiming(0, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void whateverIsBrokenInItItIsDrawnOrRefused(String format) throws IOException {
        var random = new Random(42);
        var image = new BufferedImage(90, 70, BufferedImage.TYPE_INT_RGB);
        for (var n = 0; n < 2000; n++) {
            image.setRGB(random.nextInt(90), random.nextInt(70), random.nextInt());
        }
        var whole = written(image, format);
        for (var n = 0; n < 400; n++) {
            var broken = n % 2 == 0 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (var m = random.nextInt(6); m > 0 && broken.length > 0; m--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(portraits.draw(broken)).getWidth()).isEqualTo(Portraits.SIDE);
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isIn(Code.INVALID_REQUEST, Code.BODY_TOO_LARGE);
            }
        }
    }

    private void assertRefused(Code code, byte[] picture) {
        assertThatThrownBy(() -> portraits.draw(picture))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /** A PNG of some bytes that says to be of this size. */
    private static byte[] claiming(int width, int height) throws IOException {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array();
        var pixels = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(pixels)) {
            deflated.write(new byte[1000]);
        }
        var out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.write(chunk("IHDR", header));
        out.write(chunk("IDAT", pixels.toByteArray()));
        out.write(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] chunk(String name, byte[] data) {
        var named = ByteBuffer.allocate(4 + data.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        var sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(data.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static BufferedImage read(byte[] picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture));
    }
}
