package raconteur.character.tavern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.character.card.CardFile;
import raconteur.character.card.Extras;
import raconteur.character.file.Flaw;
import raconteur.character.file.Json;
import raconteur.character.file.Zip;
import raconteur.platform.Refusal;

/** Reads one archive, a file at a time: what nobody needs is never unpacked. */
final class FolderReader {
    /** What stands beside the folders and is nothing to import; one of them holds the keys of providers. */
    private static final Set<String> PRIVATE = Set.of("settings.json", "secrets.json", "stats.json");

    private final Zip zip;
    private final ZoneId zone;
    private final Remarks remarks = new Remarks();
    private final Map<Shelf, Long> taken = new EnumMap<>(Shelf.class);
    private final List<TavernCard> cards = new ArrayList<>();
    private final List<World> worlds = new ArrayList<>();
    private final List<Chat> chats = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<GroupChat> groupChats = new ArrayList<>();

    FolderReader(Zip zip, ZoneId zone) {
        this.zip = zip;
        this.zone = zone;
    }

    TavernFolder read() {
        var isLoose = zip.entries().stream().noneMatch(entry -> Shelf.of(path(entry)) != null);
        for (var entry : zip.entries()) {
            var path = path(entry);
            var shelf = isLoose ? guessed(path) : Shelf.of(path);
            if (shelf != null && !isOfTheSystem(path)) {
                take(entry, path, shelf, isLoose);
            } else if (!Zip.isPlain(entry.name())) {
                remarks.add(entry.name(), "This is no plain name; the file is left out.", "文件名不合法，已忽略该文件。");
            }
        }
        if (cards.isEmpty() && worlds.isEmpty() && chats.isEmpty() && groups.isEmpty() && groupChats.isEmpty()) {
            remarks.add("", "Nothing of SillyTavern was found in this archive.", "压缩包中没有找到 SillyTavern 的内容。");
        }
        return new TavernFolder(cards, worlds, chats, groups, groupChats, remarks.all());
    }

    private static List<String> path(Zip.Entry entry) {
        return List.of(entry.name().split("/", -1));
    }

    /** Files that systems leave in archives: {@code __MACOSX/…}, {@code ._Ada.png}. */
    private static boolean isOfTheSystem(List<String> path) {
        return path.getLast().startsWith(".") || path.contains("__MACOSX");
    }

    /** Where a file belongs that stands in none of the folders, by its ending. */
    private static @Nullable Shelf guessed(List<String> path) {
        if (PRIVATE.contains(path.getLast())) {
            return null;
        }
        return switch (Names.ending(path.getLast())) {
            case "png", "charx", "json" -> Shelf.CARDS;
            case "jsonl" -> Shelf.CHATS;
            default -> null;
        };
    }

    private void take(Zip.Entry entry, List<String> path, Shelf shelf, boolean isLoose) {
        try {
            var content = content(entry, shelf);
            if (isLoose && Names.ending(path.getLast()).equals("json")) {
                takeJson(path.getLast(), content);
            } else {
                take(entry.name(), path, shelf, content);
            }
        } catch (Refusal refusal) {
            remarks.add(entry.name(), refusal);
        }
    }

    private byte[] content(Zip.Entry entry, Shelf shelf) {
        var before = taken.getOrDefault(shelf, 0L);
        if (entry.size() > shelf.mostTogether() - before) {
            throw Flaw.tooLarge(
                    "There is more of this kind than one archive may bring; import the rest in another.",
                    "此类文件总量超过单个压缩包的上限，请将其余部分另行导入。");
        }
        var content = zip.content(entry, shelf.most());
        taken.put(shelf, before + content.length);
        return content;
    }

    private void take(String name, List<String> path, Shelf shelf, byte[] content) {
        var file = path.getLast();
        switch (shelf) {
            case CARDS -> cards.add(new TavernCard(file, CardFile.read(content)));
            case WORLDS -> worlds.add(new World(Names.stem(file), new Extras(Json.mended(content))));
            case GROUPS -> groups.add(new Group(Names.stem(file), new Extras(Json.mended(content))));
            case CHATS -> {
                var folder = path.size() > 1 ? path.get(path.size() - 2) : "";
                chats.add(new ChatReader(name, zone, remarks).read(folder, Names.stem(file), content));
            }
            case GROUP_CHATS -> {
                var lines = new ArrayList<Extras>();
                Lines.read(content, name, remarks, (_, line) -> lines.add(new Extras(line)));
                groupChats.add(new GroupChat(Names.stem(file), lines));
            }
        }
    }

    /** JSON that stands nowhere is what it says it is. */
    private void takeJson(String file, byte[] content) {
        ObjectNode json = Json.mended(content);
        var isBook = json.path("spec").asText("").startsWith("lorebook");
        if (isBook || (json.path("entries").isContainerNode() && !json.has("name"))) {
            worlds.add(new World(Names.stem(file), new Extras(json)));
        } else if (json.path("members").isArray() && !json.has("spec")) {
            groups.add(new Group(Names.stem(file), new Extras(json)));
        } else {
            cards.add(new TavernCard(file, CardFile.read(content)));
        }
    }
}
