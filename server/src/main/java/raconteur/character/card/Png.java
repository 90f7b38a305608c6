package raconteur.character.card;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;

/**
 * A PNG as its chunks, still or moving. Its pixels are never looked at here; its width and height are, so that nobody
 * later unpacks more of them than is agreed.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int FRAME = 12;
    private static final long MOST_PIXELS = 16_000_000;
    // pixels come in as many chunks as their writer liked; of others nobody needs more
    private static final int MOST_OTHERS = 1024;
    private static final Set<String> PIXELS = Set.of("IDAT", "fdAT");

    /** What a picture is drawn from. All else (words, places, times, profiles) stays behind. */
    private static final Set<String> DRAWN = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "bKGD", "acTL", "fcTL",
            "fdAT");

    private final byte[] file;
    private final List<Chunk> chunks;

    /** One chunk: where its content stands in the file. */
    record Chunk(String type, int from, int to) {}

    private Png(byte[] file, List<Chunk> chunks) {
        this.file = file;
        this.chunks = chunks;
    }

    static boolean isOne(byte[] file) {
        return file.length >= SIGNATURE.length
                && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** @throws Refusal {@link raconteur.platform.Code#MALFORMED}, {@link raconteur.platform.Code#BODY_TOO_LARGE} */
    static Png read(byte[] file) {
        var chunks = new ArrayList<Chunk>();
        var others = 0;
        var at = SIGNATURE.length;
        String type;
        do {
            var chunk = chunk(file, at);
            type = chunk.type();
            others += PIXELS.contains(type) ? 0 : 1;
            if (others > MOST_OTHERS) {
                throw Flaw.malformed(
                        "The picture has more than 1,024 chunks besides its pixels.", "图片的附加数据块超过 1024 个。");
            }
            if (chunks.isEmpty()) {
                checkSize(file, chunk);
            }
            chunks.add(chunk);
            at = chunk.to() + 4;
        } while (!type.equals("IEND"));
        return new Png(file, chunks);
    }

    private static Chunk chunk(byte[] file, int at) {
        if (file.length - at < FRAME) {
            throw Flaw.malformed("The picture is cut off.", "图片不完整。");
        }
        var length = ByteBuffer.wrap(file, at, 4).getInt();
        if (length < 0 || length > file.length - at - FRAME) {
            throw Flaw.malformed("A chunk of the picture is longer than the picture.", "图片数据块的长度超出文件。");
        }
        var type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
        var chunk = new Chunk(type, at + 8, at + 8 + length);
        var sum = new CRC32();
        sum.update(file, at + 4, 4 + length);
        if ((int) sum.getValue() != ByteBuffer.wrap(file, chunk.to(), 4).getInt()) {
            throw Flaw.malformed("The picture is damaged: the checksum of a chunk is wrong.", "图片已损坏：数据块校验和不符。");
        }
        return chunk;
    }

    private static void checkSize(byte[] file, Chunk head) {
        if (!head.type().equals("IHDR") || head.to() - head.from() != 13) {
            throw Flaw.malformed("The picture does not begin as a PNG does.", "图片开头不是有效的 PNG。");
        }
        var numbers = ByteBuffer.wrap(file, head.from(), 8);
        long width = numbers.getInt();
        long height = numbers.getInt();
        if (width < 1 || height < 1) {
            throw Flaw.malformed("The picture has no width or no height.", "图片没有宽度或高度。");
        }
        if (width * height > MOST_PIXELS) {
            throw Flaw.tooLarge("The picture has more than 16 million pixels.", "图片超过 1600 万像素。");
        }
    }

    /** The texts in it, in order. */
    List<PngText> texts() {
        return chunks.stream()
                .flatMap(chunk -> PngText.of(file, chunk).stream())
                .toList();
    }

    /** The picture with these texts in it, and no others. */
    byte[] with(List<PngText> texts) {
        var out = new ByteArrayOutputStream(file.length);
        out.writeBytes(SIGNATURE);
        for (var chunk : chunks) {
            if (chunk.type().equals("IEND")) {
                texts.forEach(text -> write(out, "tEXt", text.bytes()));
            }
            if (DRAWN.contains(chunk.type())) {
                write(out, chunk.type(), Arrays.copyOfRange(file, chunk.from(), chunk.to()));
            }
        }
        return out.toByteArray();
    }

    /** A grey picture of a card's shape, for a character without one. */
    static Png blank() {
        var width = 400;
        var height = 600;
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        var head = new byte[13];
        ByteBuffer.wrap(head).putInt(width).putInt(height).put((byte) 8);
        write(out, "IHDR", head);
        var rows = new byte[(width + 1) * height];
        Arrays.fill(rows, (byte) 0x80);
        for (var row = 0; row < height; row++) {
            rows[row * (width + 1)] = 0; // no filter
        }
        write(out, "IDAT", deflated(rows));
        write(out, "IEND", new byte[0]);
        return read(out.toByteArray());
    }

    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new byte[bytes.length + 64];
            return Arrays.copyOf(out, deflater.deflate(out));
        } finally {
            deflater.end();
        }
    }

    private static void write(ByteArrayOutputStream out, String type, byte[] content) {
        var framed = new byte[content.length + FRAME];
        var pen = ByteBuffer.wrap(framed).putInt(content.length);
        pen.put(type.getBytes(StandardCharsets.ISO_8859_1)).put(content);
        var sum = new CRC32();
        sum.update(framed, 4, content.length + 4);
        pen.putInt((int) sum.getValue());
        out.writeBytes(framed);
    }
}
