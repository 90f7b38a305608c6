package raconteur.character.tavern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.character.card.CardFile;
import raconteur.character.card.Extras;
import raconteur.character.file.Json;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;
import raconteur.platform.file.Zip;

/** Reads one archive, a file at a time: what nobody needs is never unpacked. */
final class FolderReader {
    /** What stands beside the folders and is nothing to import; one of them holds the keys of providers. */
    private static final Set<String> PRIVATE = Set.of("settings.json", "secrets.json", "stats.json");

    private static final int MOST_VALUES = 1_500_000;

    private final Zip zip;
    private final ZoneId zone;
    private final Taker taker;
    private final Remarks remarks = new Remarks();
    private final Map<Shelf, Long> taken = new EnumMap<>(Shelf.class);
    private int room = MOST_VALUES;
    private boolean isEmpty = true;

    /** A file, and where it belongs. */
    private record Found(Zip.Entry entry, List<String> path, Shelf shelf) {}

    FolderReader(Zip zip, ZoneId zone, Taker taker) {
        this.zip = zip;
        this.zone = zone;
        this.taker = taker;
    }

    List<Remark> read() {
        var isLoose = zip.entries().stream().noneMatch(entry -> Shelf.of(path(entry)) != null);
        var found = new ArrayList<Found>();
        for (var entry : zip.entries()) {
            var path = path(entry);
            var shelf = isLoose ? guessed(path) : Shelf.of(path);
            if (shelf != null && !isOfTheSystem(path)) {
                found.add(new Found(entry, path, shelf));
            } else if (!Zip.isPlain(entry.name())) {
                remarks.add(entry.name(), "This is no plain name; the file is left out.", "文件名不合法，已忽略该文件。");
            }
        }
        found.sort(Comparator.comparing(Found::shelf));
        found.forEach(one -> take(one, isLoose));
        if (isEmpty) {
            remarks.add("", "Nothing of SillyTavern was found in this archive.", "压缩包中没有找到 SillyTavern 的内容。");
        }
        return remarks.all();
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

    private void take(Found found, boolean isLoose) {
        try {
            var content = content(found.entry(), found.shelf());
            if (isLoose && Names.ending(found.path().getLast()).equals("json")) {
                takeJson(found.path().getLast(), content);
            } else {
                take(found, content);
            }
            isEmpty = false;
        } catch (Refusal refusal) {
            remarks.add(found.entry().name(), refusal);
        }
    }

    private byte[] content(Zip.Entry entry, Shelf shelf) {
        var before = taken.getOrDefault(shelf, 0L);
        if (entry.size() > shelf.mostTogether() - before) {
            throw tooMuch();
        }
        var content = zip.content(entry, shelf.most());
        taken.put(shelf, before + content.length);
        return content;
    }

    private void take(Found found, byte[] content) {
        var file = found.path().getLast();
        var name = Names.stem(file);
        switch (found.shelf()) {
            case CARDS -> takeCard(file, content);
            case WORLDS -> taker.take(new World(name, kept(Json.mended(content))));
            case GROUPS -> taker.take(new Group(name, kept(Json.mended(content))));
            case CHATS -> {
                var folder =
                        found.path().size() > 1 ? found.path().get(found.path().size() - 2) : "";
                var chat = new ChatReader(found.entry().name(), zone, remarks).read(folder, name, content);
                spend(chat.nodes().size() + chat.metadata().size());
                taker.take(chat);
            }
            case GROUP_CHATS -> {
                var lines = new ArrayList<Extras>();
                Lines.read(content, found.entry().name(), remarks, (_, line) -> lines.add(kept(line)));
                taker.take(new GroupChat(name, lines));
            }
        }
    }

    /** JSON that stands nowhere is what it says it is. */
    private void takeJson(String file, byte[] content) {
        var json = Json.mended(content);
        var isBook = json.path("spec").asText("").startsWith("lorebook");
        if (isBook || (json.path("entries").isContainerNode() && !json.has("name"))) {
            taker.take(new World(Names.stem(file), kept(json)));
        } else if (json.path("members").isArray() && !json.has("spec")) {
            taker.take(new Group(Names.stem(file), kept(json)));
        } else {
            takeCard(file, content);
        }
    }

    private void takeCard(String file, byte[] content) {
        var reading = CardFile.read(content);
        spend(reading.file().card().size());
        taker.take(new TavernCard(file, reading));
    }

    private Extras kept(ObjectNode json) {
        var kept = new Extras(json);
        spend(kept.size());
        return kept;
    }

    /** A few bytes of a file may be a whole object in memory. */
    private void spend(int values) {
        if (values > room) {
            throw tooMuch();
        }
        room -= values;
    }

    private static Refusal tooMuch() {
        return Flaw.tooLarge(
                "There is more of this kind than one archive may bring; import the rest in another.",
                "此类内容总量超过单个压缩包的上限，请将其余部分另行导入。");
    }
}
