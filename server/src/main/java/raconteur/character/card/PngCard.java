package raconteur.character.card;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import raconteur.character.file.Json;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.file.Flaw;

/**
 * Cards in pictures: a text under {@code ccv3}, and one under {@code chara} for programs that do not know that. The
 * keyword says nothing about the version: many write version 3 under both.
 */
final class PngCard {
    private static final String NEW = "ccv3";
    private static final String OLD = "chara";
    private static final String ASSET = "chara-ext-asset_";

    private PngCard() {}

    static CardReading read(byte[] file) {
        var png = Png.read(file);
        var texts = png.texts();
        var notes = new ArrayList<Refusal.Field>();
        var parsed = parsed(texts, notes);
        return new CardReading(
                new CardFile(parsed.card(), png.with(List.of()), files(texts)),
                parsed.version(),
                CardFormat.PNG,
                notes);
    }

    private static List<Attachment> files(List<PngText> texts) {
        var files = new ArrayList<Attachment>();
        var total = 0L;
        for (var text : texts) {
            if (text.keyword().toLowerCase(Locale.ROOT).startsWith(ASSET)) {
                var file = new Attachment(path(text.keyword()), text.content());
                files.add(file);
                total += file.bytes().length;
            }
            if (total > CardFile.LARGEST) {
                throw Flaw.tooLarge("The files in the picture are larger than 20 MiB.", "图片中的附件超过 20 MiB。");
            }
        }
        return files;
    }

    /** The newer text; the older one where there is no newer, or where the newer cannot be read. */
    private static CardParser.Parsed parsed(List<PngText> texts, List<Refusal.Field> notes) {
        var newer = texts.stream().filter(text -> text.isNamed(NEW)).findFirst();
        var older = texts.stream().filter(text -> text.isNamed(OLD)).findFirst();
        if (newer.isEmpty() && older.isEmpty()) {
            throw Flaw.malformed("There is no character card in this picture.", "该图片中没有角色卡。");
        }
        if (newer.isEmpty() || older.isEmpty()) {
            return parsed(newer.or(() -> older).orElseThrow(), notes);
        }
        try {
            return parsed(newer.get(), notes);
        } catch (Refusal refusal) {
            if (refusal.code() == Code.BODY_TOO_LARGE) {
                throw refusal;
            }
            notes.clear();
            notes.add(new Refusal.Field(
                    NEW,
                    new Text(
                            "cannot be read, so the older text was taken: "
                                    + refusal.detail().en(),
                            "无法读取，已改用旧版文本：" + refusal.detail().zh())));
            return parsed(older.get(), notes);
        }
    }

    private static CardParser.Parsed parsed(PngText text, List<Refusal.Field> notes) {
        return new CardParser(notes).parse(Json.read(text.content()));
    }

    private static String path(String keyword) {
        var path = keyword.substring(ASSET.length());
        return path.startsWith(":") ? path.substring(1) : path;
    }

    static byte[] write(CardFile file, CardVersion version) {
        var icon = file.icon().filter(PngCard::canShow);
        var png = icon.map(Png::read).orElseGet(Png::blank);
        var card = JsonCard.inlined(icon.map(shown -> withoutShown(file, shown)).orElse(file));
        var texts = new ArrayList<PngText>();
        texts.add(PngText.of(OLD, Json.write(CardComposer.compose(card, CardVersion.V2))));
        if (version == CardVersion.V3) {
            texts.add(PngText.of(NEW, Json.write(CardComposer.compose(card, version))));
        }
        return png.with(texts);
    }

    private static boolean canShow(byte[] icon) {
        if (!Png.isOne(icon)) {
            return false;
        }
        try {
            var _ = Png.read(icon);
            return true;
        } catch (Refusal _) {
            return false; // it travels as a file, like any other format
        }
    }

    /** The file without the one that the picture itself shows: here that is what {@code ccdefault:} means. */
    private static CardFile withoutShown(CardFile file, byte[] shown) {
        var assets = file.card().assets().stream()
                .map(asset -> asset.isMainIcon() && isIn(file, asset, shown) ? asset.withUri(CardAsset.DEFAULT) : asset)
                .toList();
        var named = assets.stream().flatMap(asset -> asset.path().stream()).collect(Collectors.toSet());
        var files = file.files().stream()
                .filter(one -> named.contains(one.path()) || !Arrays.equals(one.bytes(), shown))
                .toList();
        return new CardFile(file.card().withAssets(assets), file.picture(), files);
    }

    private static boolean isIn(CardFile file, CardAsset asset, byte[] shown) {
        Optional<byte[]> bytes = file.bytes(asset);
        return bytes.filter(one -> Arrays.equals(one, shown)).isPresent();
    }
}
