package raconteur.character.card;

import java.util.ArrayList;
import java.util.List;
import raconteur.platform.Refusal;

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
        var parsed = new CardParser(notes).parse(CardJson.read(file));
        return new CardReading(
                new CardFile(parsed.card(), null, List.of()), parsed.version(), CardFormat.JSON, notes);
    }

    static byte[] write(CardFile file, CardVersion version) {
        return CardJson.write(CardComposer.compose(inlined(file), version));
    }

    /** The card with the files that travel with it inside of it, where nothing else can carry them. */
    static Card inlined(CardFile file) {
        var total = file.files().stream().mapToLong(one -> one.bytes().length).sum();
        if (total > MOST_INLINE) {
            throw Refusal.invalid(
                    "format",
                    "cannot carry this character's files, more than 8 MiB: export a CHARX",
                    "无法容纳超过 8 MiB 的附件，请导出为 CHARX");
        }
        var assets = new ArrayList<CardAsset>();
        for (var asset : file.card().assets()) {
            var inside = file.files().stream().filter(asset::isIn).findFirst();
            assets.add(inside.map(one -> asset.withUri(DataUri.of(asset.ext(), one.bytes())))
                    .orElse(asset));
        }
        for (var one : file.files()) {
            if (file.card().assets().stream().noneMatch(asset -> asset.isIn(one))) {
                assets.add(unnamed(one));
            }
        }
        return file.card().withAssets(assets);
    }

    /** A file that no asset names, as an asset: nobody shows it, but it is not lost. */
    private static CardAsset unnamed(Attachment file) {
        var dot = file.path().lastIndexOf('.');
        var ext = dot < 0 ? "bin" : file.path().substring(dot + 1);
        return new CardAsset("x_file", DataUri.of(ext, file.bytes()), file.path(), ext, Extras.NONE);
    }
}
