package raconteur.character.tavern;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;
import raconteur.platform.file.Zip;

/**
 * What was found in an archive of a SillyTavern user's folder.
 *
 * @param remarks what was not taken, or not as it was
 */
public record TavernFolder(
        List<TavernCard> cards,
        List<World> worlds,
        List<Chat> chats,
        List<Group> groups,
        List<GroupChat> groupChats,
        List<Remark> remarks) {
    /** Bytes of an archive at most. */
    public static final int LARGEST = 64 << 20;

    /** Files in an archive at most, those that nobody reads among them. */
    public static final int MOST_FILES = 20_000;

    public TavernFolder {
        cards = List.copyOf(cards);
        worlds = List.copyOf(worlds);
        chats = List.copyOf(chats);
        groups = List.copyOf(groups);
        groupChats = List.copyOf(groupChats);
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads the archive: of the whole folder, of any of its parts, or of loose cards, worlds and chats.
     *
     * @param zone of times that do not say theirs
     * @throws Refusal {@link raconteur.platform.Code#MALFORMED} for what is no archive, or a damaged one,
     *     {@link raconteur.platform.Code#BODY_TOO_LARGE}; whatever else is wrong is a remark
     */
    public static TavernFolder read(byte[] archive, ZoneId zone) {
        var collector = new Collector();
        return collector.folder(read(archive, zone, collector));
    }

    /**
     * The same for whoever keeps nothing of it in memory: cards come first, then worlds, then chats and groups.
     *
     * @return the remarks
     * @throws Refusal likewise
     */
    public static List<Remark> read(byte[] archive, ZoneId zone, Taker taker) {
        if (archive.length > LARGEST) {
            throw Flaw.tooLarge("The archive is larger than 64 MiB: bring the folder in parts.", "压缩包超过 64 MiB，请分批导入。");
        }
        if (!Zip.isOne(archive)) {
            throw Flaw.malformed("This is no zip archive.", "这不是 zip 压缩包。");
        }
        return new FolderReader(Zip.open(archive, MOST_FILES), zone, taker).read();
    }

    /** Whose chat it is: the card in whose folder it stood, else the only one of that name. */
    public Optional<TavernCard> cardOf(Chat chat) {
        return cards.stream()
                .filter(card -> card.stem().equals(chat.character()))
                .findFirst()
                .or(() -> onlyOneNamed(chat.characterName()));
    }

    private Optional<TavernCard> onlyOneNamed(String name) {
        var named = cards.stream()
                .filter(card -> card.reading().file().card().name().equals(name))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }
}
