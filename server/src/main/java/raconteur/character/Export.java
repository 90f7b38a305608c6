package raconteur.character;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.character.card.Attachment;
import raconteur.character.card.Card;
import raconteur.character.card.CardAsset;
import raconteur.character.card.CardFile;
import raconteur.character.card.CardFormat;
import raconteur.character.card.CardVersion;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;

/** Gives characters out as cards. Thread-safe. */
@Singleton
public final class Export {
    private final Database database;
    private final Characters characters;
    private final CharacterFiles files;

    Export(Database database, Characters characters, CharacterFiles files) {
        this.database = database;
        this.characters = characters;
        this.files = files;
    }

    /**
     * A card as a file.
     *
     * @param name of the character
     */
    @SuppressWarnings("ArrayRecordComponent") // as large as a file: copied by nobody, compared by nobody
    public record File(String name, byte[] bytes) {}

    /** Reads a format; {@link Refusal} naming the field for anything else. */
    public static CardFormat format(String text) {
        return switch (text) {
            case "png" -> CardFormat.PNG;
            case "json" -> CardFormat.JSON;
            case "charx" -> CardFormat.CHARX;
            default -> throw Refusal.invalid("format", "is png, json or charx", "只能为 png、json 或 charx");
        };
    }

    /** Reads a version; {@link Refusal} naming the field for anything else. */
    public static CardVersion version(String text) {
        return switch (text) {
            case "v2" -> CardVersion.V2;
            case "v3" -> CardVersion.V3;
            default -> throw Refusal.invalid("spec", "is v2 or v3", "只能为 v2 或 v3");
        };
    }

    /**
     * One that the account may read, as a card.
     *
     * @throws Refusal {@link Code#NOT_FOUND} for any other, {@link Code#INVALID_REQUEST} where the format cannot hold
     *     it
     */
    public File write(AccountId reader, CharacterId id, CardFormat format, CardVersion version) {
        var file = database.read(tx -> characters
                        .readable(tx, reader, id)
                        .map(sheet -> new Kept(
                                sheet,
                                files.files(tx, sheet),
                                files.picture(tx, sheet).orElse(null),
                                files.portrait(tx, sheet).orElse(null))))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        return new File(file.sheet().name(), file.as(format).write(format, version));
    }

    /** All that a card is written from. */
    @SuppressWarnings("ArrayRecordComponent") // bytes that nobody compares
    private record Kept(
            CharacterSheet sheet, List<Attachment> files, byte @Nullable [] whole, byte @Nullable [] portrait) {

        CardFile as(CardFormat format) {
            var card = Composition.exported(sheet);
            var file = switch (sheet.stamp().portrait().kind()) {
                case NONE, CARD -> new CardFile(card, whole, files);
                case OWN -> new CardFile(withoutMainIcon(card), portrait, files);
                case REMOVED -> new CardFile(withoutMainIcon(card), null, files);
            };
            return switch (format) {
                case JSON -> new CardFile(card, null, files);
                case CHARX -> file;
                case PNG ->
                    file.icon().isPresent() ? file : new CardFile(file.card(), DefaultPicture.of(sheet.name()), files);
            };
        }

        /** The card whose main icon is whatever is shown: what it was before is kept under another name. */
        private static Card withoutMainIcon(Card card) {
            var assets = new ArrayList<CardAsset>();
            for (var asset : card.assets()) {
                var isMain = asset.type().equals("icon") && asset.name().equals("main");
                assets.add(isMain ? new CardAsset("icon", asset.uri(), "former", asset.ext(), asset.rest()) : asset);
            }
            return Cards.with(card, assets);
        }
    }
}
