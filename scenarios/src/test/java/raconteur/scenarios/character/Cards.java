package raconteur.scenarios.character;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
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
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import raconteur.scenarios.Json;

/** Files of cards, as other programs write and read them. Shares nothing with the server. */
final class Cards {
    private static final int TAIL = 12;
    private static final String BORDER = "a-border";

    private Cards() {}

    /** The type of what {@link #form} makes. */
    static final String FORM = "multipart/form-data; boundary=" + BORDER;

    /** A card of version 3 with fields that nobody knows, in two scripts. */
    static JsonNode card(String name) {
        return Json.read("""
                {"spec":"chara_card_v3","spec_version":"3.0","data":{"name":"%s","description":"{{char}} 记得每一个名字。 🐉",
                "personality":"calm","scenario":"a tavern","first_mes":"坐下吧。","mes_example":"<START>\\n{{user}}: hi",
                "creator_notes":"A notice.","system_prompt":"s","post_history_instructions":"p",
                "alternate_greetings":["Sit down."],"group_only_greetings":[],"tags":["Noir","红楼梦"],"creator":"c",
                "character_version":"1","extensions":{"other/app":{"深":[1,{"a":null}]}},"oddity":{"x":[true,1.5]},
                "character_book":{"name":"b","extensions":{},"entries":[{"keys":["花"],"content":"落花","enabled":true,
                "insertion_order":3,"use_regex":false,"extensions":{"z":1}}]}}}""".formatted(name));
    }

    static byte[] picture(int width, int height, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] png(JsonNode card) {
        var text = Base64.getEncoder().encode(card.toString().getBytes(StandardCharsets.UTF_8));
        var picture = picture(40, 60, "png");
        var out = new ByteArrayOutputStream();
        out.write(picture, 0, picture.length - TAIL);
        out.writeBytes(chunk("tEXt", concat("ccv3\0".getBytes(StandardCharsets.ISO_8859_1), text)));
        out.write(picture, picture.length - TAIL, TAIL);
        return out.toByteArray();
    }

    static byte[] charx(JsonNode card) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : Map.of(
                            "card.json", card.toString().getBytes(StandardCharsets.UTF_8),
                            "assets/icon/images/main.png", picture(30, 30, "png"))
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A PNG of some bytes that says to be of this size. */
    static byte[] claiming(int width, int height) {
        var head = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 6, 0, 0, 0});
        var pixels = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(pixels)) {
            deflated.write(new byte[1000]);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.writeBytes(chunk("IHDR", head.array()));
        out.writeBytes(chunk("IDAT", pixels.toByteArray()));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        var framed = ByteBuffer.allocate(content.length + TAIL);
        framed.putInt(content.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(content);
        var sum = new CRC32();
        sum.update(framed.array(), 4, content.length + 4);
        return framed.putInt((int) sum.getValue()).array();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    /** The card in a file that the server wrote. */
    static JsonNode read(byte[] file, String format) {
        return switch (format) {
            case "json" -> Json.read(new String(file, StandardCharsets.UTF_8));
            case "png" -> ofPng(file);
            default -> ofZip(file);
        };
    }

    private static JsonNode ofPng(byte[] file) {
        var at = 8;
        while (true) {
            var length = ByteBuffer.wrap(file, at, 4).getInt();
            var type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            var text = new String(file, at + 8, length, StandardCharsets.ISO_8859_1);
            if (type.equals("tEXt") && text.startsWith("ccv3\0")) {
                return Json.read(new String(Base64.getDecoder().decode(text.substring(5)), StandardCharsets.UTF_8));
            }
            at += length + TAIL;
        }
    }

    private static JsonNode ofZip(byte[] file) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("card.json")) {
                    return Json.read(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw new AssertionError("no card in the archive");
    }

    /** A form with these files, by their names in order. */
    static byte[] form(Map<String, byte[]> files) {
        var out = new ByteArrayOutputStream();
        files.forEach((name, bytes) -> {
            out.writeBytes(("--" + BORDER + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(bytes);
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        out.writeBytes(("--" + BORDER + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
