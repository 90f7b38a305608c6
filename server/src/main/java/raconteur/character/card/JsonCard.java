package raconteur.character.card;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import raconteur.character.file.Json;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;

/** Cards as plain JSON. */
final class JsonCard {
    private static final byte BYTE_ORDER_MARK = (byte) 0xEF; // its first byte, in UTF-8
    private static final int MOST_INLINE = 8 << 20;

    private JsonCard() {}

    static CardReading read(byte[] file) {
        var start = 0;
        while (start < file.length && (file[start] == ' ' || file[start] == '\n' || file[start] == '\r')) {
            start++;
        }
        if (start == file.length || (file[start] != '{' && file[start] != BYTE_ORDER_MARK)) {
            throw Flaw.malformed("This is no PNG, JSON or CHARX.", "这不是 PNG、JSON 或 CHARX 文件。");
        }
        var notes = new ArrayList<Refusal.Field>();
        var parsed = new CardParser(notes).parse(Json.read(file));
        return new CardReading(new CardFile(parsed.card(), null, List.of()), parsed.version(), CardFormat.JSON, notes);
    }

    static byte[] write(CardFile file, CardVersion version) {
        return Json.write(CardComposer.compose(inlined(file), version));
    }

    /** The card with the files that travel with it inside of it, where nothing else can carry them. */
    static Card inlined(CardFile file) {
        var unnamed = new LinkedHashMap<String, byte[]>();
        file.files().forEach(one -> unnamed.put(one.path(), one.bytes()));
        var files = Map.copyOf(unnamed);
        var room = MOST_INLINE;
        var assets = new ArrayList<CardAsset>();
        for (var asset : file.card().assets()) {
            var bytes = asset.path().flatMap(path -> Optional.ofNullable(files.get(path)));
            asset.path().ifPresent(unnamed::remove);
            room = less(room, bytes.map(one -> one.length).orElse(0)); // many assets may name one file
            assets.add(bytes.map(one -> asset.withUri(DataUri.of(asset.ext(), one)))
                    .orElse(asset));
        }
        for (var one : unnamed.entrySet()) {
            room = less(room, one.getValue().length);
            assets.add(unnamed(one.getKey(), one.getValue()));
        }
        return file.card().withAssets(assets);
    }

    private static int less(int room, int size) {
        if (size > room) {
            throw tooMuch();
        }
        return room - size;
    }

    /** Nobody should get a file that could not be read again. */
    static Refusal tooMuch() {
        return Refusal.invalid(
                "format", "cannot carry all of this character's files: export a CHARX", "无法容纳该角色的全部附件，请导出为 CHARX");
    }

    /** A file that no asset names, as an asset: nobody shows it, but it is not lost. */
    private static CardAsset unnamed(String path, byte[] bytes) {
        var dot = path.lastIndexOf('.');
        var ext = dot < 0 ? "bin" : path.substring(dot + 1);
        return new CardAsset("x_file", DataUri.of(ext, bytes), path, ext, Extras.NONE);
    }
}
