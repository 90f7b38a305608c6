package raconteur.character.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Files of cards as other programs write them. Shares nothing with what is tested. */
final class Wrapping {
    private static final int TAIL = 12; // the end of a PNG

    private Wrapping() {}

    static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] base64(byte[] content) {
        return Base64.getEncoder().encode(content);
    }

    /** A small picture without words. */
    static byte[] picture() {
        var image = new BufferedImage(40, 60, BufferedImage.TYPE_INT_RGB);
        image.setRGB(7, 7, Color.ORANGE.getRGB());
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** The picture with these chunks before its end. */
    static byte[] png(byte[]... chunks) {
        var picture = picture();
        var out = new ByteArrayOutputStream();
        out.write(picture, 0, picture.length - TAIL);
        for (var chunk : chunks) {
            out.writeBytes(chunk);
        }
        out.write(picture, picture.length - TAIL, TAIL);
        return out.toByteArray();
    }

    static byte[] text(String keyword, byte[] text) {
        return chunk("tEXt", joined((keyword + "\0").getBytes(StandardCharsets.ISO_8859_1), text));
    }

    static byte[] zipped(String keyword, byte[] text) {
        return chunk("zTXt", joined((keyword + "\0\0").getBytes(StandardCharsets.ISO_8859_1), deflated(text)));
    }

    static byte[] international(String keyword, byte[] text, boolean isZipped) {
        var head = (keyword + '\0' + (isZipped ? '\1' : '\0') + "\0zh\0k\0").getBytes(StandardCharsets.ISO_8859_1);
        return chunk("iTXt", joined(head, isZipped ? deflated(text) : text));
    }

    static byte[] chunk(String type, byte[] content) {
        var framed = new byte[content.length + 12];
        var pen = ByteBuffer.wrap(framed).putInt(content.length);
        pen.put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
        var sum = new CRC32();
        sum.update(framed, 4, content.length + 4);
        pen.putInt((int) sum.getValue());
        return framed;
    }

    static byte[] deflated(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] zip(Map<String, byte[]> files) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
