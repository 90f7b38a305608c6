package raconteur.character.card;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import raconteur.character.file.Json;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;
import raconteur.platform.file.Zip;

/** Cards in archives: {@code card.json} beside the files that it names. */
final class CharxCard {
    static final String CARD = "card.json";
    private static final int MOST_FILES = 512;
    private static final int LARGEST_UNPACKED = 64 << 20;
    private static final String FOLDER = "assets/icon/images/";

    private CharxCard() {}

    static CardReading read(byte[] file) {
        var entries = unpacked(file);
        var json = entries.remove(CARD);
        if (json == null) {
            throw Flaw.malformed("There is no card.json in this archive.", "压缩包中没有 card.json。");
        }
        var notes = new ArrayList<Refusal.Field>();
        var parsed = new CardParser(notes).parse(Json.read(json));
        var files = entries.entrySet().stream()
                .map(entry -> new Attachment(entry.getKey(), entry.getValue()))
                .toList();
        return new CardReading(new CardFile(parsed.card(), null, files), parsed.version(), CardFormat.CHARX, notes);
    }

    private static Map<String, byte[]> unpacked(byte[] file) {
        var zip = Zip.open(file, MOST_FILES);
        if (zip.size() > LARGEST_UNPACKED) {
            throw Flaw.tooLarge("The archive is larger than 64 MiB when it is unpacked.", "压缩包解压后超过 64 MiB。");
        }
        var all = new LinkedHashMap<String, byte[]>();
        zip.entries().forEach(entry -> all.put(entry.name(), zip.content(entry, LARGEST_UNPACKED)));
        return all;
    }

    static byte[] write(CardFile file, CardVersion version) {
        var whole = withIcon(file);
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            add(zip, CARD, Json.write(CardComposer.compose(whole.card(), version)));
            for (var one : whole.files()) {
                add(zip, one.path(), one.bytes());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // to memory
        }
        return out.toByteArray();
    }

    private static void add(ZipOutputStream zip, String path, byte[] bytes) throws IOException {
        var entry = new ZipEntry(path);
        entry.setTime(0); // the same card is the same file, whenever it is written
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** The file with its own picture among the others, named by its main icon. */
    private static CardFile withIcon(CardFile file) {
        var picture = file.picture();
        if (picture == null || file.has(picture)) {
            return file;
        }
        var path = freePath(file.files());
        var assets = new ArrayList<>(file.card().assets());
        var usual = assets.stream()
                .filter(asset -> asset.isMainIcon() && asset.uri().equals(CardAsset.DEFAULT))
                .findFirst();
        var name = assets.stream().noneMatch(CardAsset::isMainIcon) ? "main" : "picture";
        usual.ifPresentOrElse(
                asset -> assets.set(assets.indexOf(asset), asset.withUri(CardAsset.EMBEDDED + path)),
                () -> assets.add(new CardAsset("icon", CardAsset.EMBEDDED + path, name, "png", Extras.NONE)));
        var files = new ArrayList<>(file.files());
        files.add(new Attachment(path, picture));
        return new CardFile(file.card().withAssets(assets), picture, files);
    }

    private static String freePath(List<Attachment> files) {
        for (var nth = 0; ; nth++) {
            var path = FOLDER + (nth == 0 ? "main" : "main-" + nth) + ".png";
            if (files.stream().noneMatch(file -> file.path().equals(path))) {
                return path;
            }
        }
    }
}
