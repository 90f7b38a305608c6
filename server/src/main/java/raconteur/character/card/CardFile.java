package raconteur.character.card;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;
import raconteur.platform.file.Zip;

/**
 * All that a file holds: a card, its picture and what travels with it.
 *
 * @param picture a PNG without words in it; none where the file had none of its own
 * @param files that its assets may name
 */
@SuppressWarnings("ArrayRecordComponent") // as large as a file: copied by nobody, compared by nobody
public record CardFile(Card card, byte @Nullable [] picture, List<Attachment> files) {
    /** Bytes of a file at most. */
    public static final int LARGEST = 20 << 20;

    /** @throws Refusal {@link raconteur.platform.Code#MALFORMED} for files whose names are taken, or lead elsewhere */
    public CardFile {
        files = List.copyOf(files);
        var names = new HashSet<>(Set.of(CharxCard.CARD));
        for (var file : files) {
            if (!Zip.isPlain(file.path()) || !names.add(file.path())) {
                throw Flaw.malformed(
                        "A file of the card has a name that is taken, or none that a file may have.", "角色卡的附件名重复或不合法。");
            }
        }
    }

    /**
     * Reads a card of any version out of a PNG, a JSON or a CHARX, whichever it is.
     *
     * @throws Refusal {@link raconteur.platform.Code#BODY_TOO_LARGE} for what is too large, packed or not,
     *     {@link raconteur.platform.Code#MALFORMED} for what cannot be read,
     *     {@link raconteur.platform.Code#INVALID_REQUEST} for what can, but is no card
     */
    public static CardReading read(byte[] file) {
        if (file.length > LARGEST) {
            throw Flaw.tooLarge("A card has at most 20 MiB.", "角色卡文件最大 20 MiB。");
        }
        if (Png.isOne(file)) {
            return PngCard.read(file);
        }
        if (Zip.isOne(file)) {
            return CharxCard.read(file);
        }
        return JsonCard.read(file);
    }

    /**
     * Writes it as a file of this kind, for programs that know this version.
     *
     * @throws Refusal {@link raconteur.platform.Code#INVALID_REQUEST} for version 1, or where the files are too many
     *     for anything but a CHARX
     */
    public byte[] write(CardFormat format, CardVersion version) {
        if (version == CardVersion.V1) {
            throw Refusal.invalid("spec", "is v2 or v3", "只能为 v2 或 v3");
        }
        var written = switch (format) {
            case PNG -> PngCard.write(this, version);
            case JSON -> JsonCard.write(this, version);
            case CHARX -> CharxCard.write(this, version);
        };
        if (format != CardFormat.CHARX && written.length > LARGEST) {
            throw JsonCard.tooMuch();
        }
        return written;
    }

    /**
     * The picture that shows the character: its own, else the one that its assets call the main icon; of any format.
     */
    public Optional<byte[]> icon() {
        var own = picture;
        if (own != null) {
            return Optional.of(own);
        }
        return card.assets().stream()
                .filter(CardAsset::isMainIcon)
                .flatMap(asset -> bytes(asset).stream())
                .findFirst();
    }

    /** What an asset names, if it is in here. */
    Optional<byte[]> bytes(CardAsset asset) {
        return DataUri.decoded(asset.uri())
                .or(() -> asset.path()
                        .flatMap(path -> files.stream()
                                .filter(file -> file.path().equals(path))
                                .map(Attachment::bytes)
                                .findFirst()));
    }

    boolean has(byte[] bytes) {
        return files.stream().anyMatch(file -> Arrays.equals(file.bytes(), bytes));
    }
}
