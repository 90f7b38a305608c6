package raconteur.account.picture;

import jakarta.inject.Singleton;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/**
 * Draws square portraits. Width and height are read before any pixel, large pictures are read coarsely, and two at once
 * at most: a picture of a few bytes may claim to be huge. Thread-safe.
 */
@Singleton
public final class Portraits {
    /** How wide and high a person's portrait is, in pixels. */
    public static final int SIDE = 256;

    /** A square of a picture, in the picture's own pixels. */
    public record Crop(int x, int y, int size) {}

    private static final Logger LOG = Logger.getLogger(Portraits.class);
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");
    private static final long MOST_PIXELS = 16_000_000;
    private static final int COARSE = 1024; // twice as many pixels as any portrait has
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore permits = new Semaphore(AT_ONCE);

    Portraits() {
        ImageIO.setUseCache(false); // in memory: a picture of a stranger's is no file of ours
    }

    /**
     * The portrait of a person, a PNG: the middle of the picture.
     *
     * @throws Refusal as {@link #draw(byte[], int, Crop)}
     */
    public byte[] draw(byte[] picture) {
        return draw(picture, SIDE, null);
    }

    /**
     * The portrait, a PNG.
     *
     * @param side how wide and high it is to be, in pixels
     * @param crop what of the picture it shows; its middle where that is not said
     * @throws Refusal {@link Code#INVALID_REQUEST} for what is no PNG, JPEG or GIF that can be read, or a square that
     *     is not in it, {@link Code#BODY_TOO_LARGE} for too many pixels, {@link Code#OVERLOADED}
     */
    public byte[] draw(byte[] picture, int side, @Nullable Crop crop) {
        if (!isFree()) {
            throw new Refusal(Code.OVERLOADED).retryAfter(Duration.ofSeconds(2));
        }
        try {
            return png(square(read(picture, crop), side));
        } catch (IOException | RuntimeException failure) {
            if (failure instanceof Refusal refusal) {
                throw refusal;
            }
            // whatever a stranger's bytes do to a reader of pictures, they are no picture
            LOG.debug("A picture could not be read.", failure);
            throw unreadable();
        } finally {
            permits.release();
        }
    }

    private boolean isFree() {
        try {
            return permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static BufferedImage read(byte[] picture, @Nullable Crop crop) throws IOException {
        try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
            var reader = reader(stream);
            try {
                reader.setInput(stream, true, true);
                return read(reader, crop);
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImageReader reader(ImageInputStream stream) throws IOException {
        var readers = ImageIO.getImageReaders(stream);
        while (readers.hasNext()) {
            var reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
            reader.dispose();
        }
        throw unreadable();
    }

    private static BufferedImage read(ImageReader reader, @Nullable Crop crop) throws IOException {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        if (width < 1 || height < 1) {
            throw unreadable();
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new Refusal(
                    Code.BODY_TOO_LARGE, new Text("The picture has more than 16 million pixels.", "图片超过 1600 万像素。"));
        }
        var shown = crop == null ? middle(width, height) : inside(crop, width, height);
        var step = Math.max(1, shown.width / COARSE);
        var how = reader.getDefaultReadParam();
        how.setSourceRegion(shown);
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    private static Rectangle middle(int width, int height) {
        var size = Math.min(width, height);
        return new Rectangle((width - size) / 2, (height - size) / 2, size, size);
    }

    private static Rectangle inside(Crop crop, int width, int height) {
        if (crop.x() < 0 || crop.x() >= width) {
            throw Refusal.invalid("x", "is not in the picture", "超出图片范围");
        }
        if (crop.y() < 0 || crop.y() >= height) {
            throw Refusal.invalid("y", "is not in the picture", "超出图片范围");
        }
        if (crop.size() < 1 || crop.size() > Math.min(width - crop.x(), height - crop.y())) {
            throw Refusal.invalid("size", "is not within the picture", "超出图片范围");
        }
        return new Rectangle(crop.x(), crop.y(), crop.size(), crop.size());
    }

    private static BufferedImage square(BufferedImage picture, int side) {
        var portrait = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        var pen = portrait.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            pen.drawImage(picture, 0, 0, side, side, null);
        } finally {
            pen.dispose();
        }
        return portrait;
    }

    private static byte[] png(BufferedImage portrait) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(portrait, "png", out);
        return out.toByteArray();
    }

    private static Refusal unreadable() {
        return Refusal.invalid("avatar", "is no PNG, JPEG or GIF that can be read", "不是可读取的 PNG、JPEG 或 GIF 图片");
    }
}
