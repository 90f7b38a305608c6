package raconteur.character.tavern;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import raconteur.character.card.CardFile;
import raconteur.character.card.CardFormat;
import raconteur.character.card.CardVersion;

/** A user's folder, made by hand. */
final class Folder {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    static final String HEADER = """
            {"chat_metadata":{"note_prompt":"slowly","timedWorldInfo":{}},"user_name":"unused","character_name":"unused"}
            """;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    Folder with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    Folder with(String name, String content) {
        return with(name, content.getBytes(UTF_8));
    }

    byte[] zip() {
        return zip(UTF_8);
    }

    /** An archive whose names are in these letters. */
    byte[] zip(Charset names) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, names)) {
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

    TavernFolder read() {
        return TavernFolder.read(zip(), SHANGHAI);
    }

    static byte[] card(String name, CardFormat format) {
        var json = """
                {"spec":"chara_card_v2","spec_version":"2.0","data":{"name":"%s","description":"x","first_mes":"Hi"}}""".formatted(name);
        return CardFile.read(json.getBytes(UTF_8)).file().write(format, CardVersion.V3);
    }
}
