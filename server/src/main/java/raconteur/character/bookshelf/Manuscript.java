package raconteur.character.bookshelf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.LoreFile;
import raconteur.character.lore.Lorebook;
import raconteur.character.lore.Remark;
import raconteur.character.lore.WorldFile;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.protocol.LorebookChange;
import raconteur.protocol.LorebookDraft;
import raconteur.protocol.LorebookState;

/** Lorebooks as people send and see them, and as they are kept. */
final class Manuscript {
    /** Bytes of a book at most, as it is kept. */
    static final int LARGEST = 8 << 20;

    private static final int NAME = 200;
    private static final int DESCRIPTION = 20_000;
    private static final String ENTRIES = "entries";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Manuscript() {}

    /** The book in a draft; unknown fields of the old one stay unless the draft names others. */
    static LoreFile.Read book(LorebookDraft draft, @Nullable Lorebook old) {
        var object = JSON.createObjectNode();
        if (draft.extra() != null) {
            object.setAll((ObjectNode) JSON.valueToTree(draft.extra()));
        } else if (old != null) {
            object.setAll(old.rest().deepCopy());
        }
        object.put("name", draft.name());
        object.put("description", draft.description() == null ? "" : draft.description());
        object.put("scan_depth", draft.scanDepth());
        object.put("token_budget", draft.tokenBudget());
        object.put("recursive_scanning", draft.recursiveScanning());
        object.set(
                ENTRIES,
                draft.entries() == null ? JSON.createArrayNode() : JSON.<ArrayNode>valueToTree(draft.entries()));
        return proven(LoreFile.world(object));
    }

    /** The book with what the change names. */
    static LoreFile.Read book(LorebookChange change, Lorebook old) {
        var object = WorldFile.write(old);
        if (change.name() != null) {
            object.put("name", change.name());
        }
        if (change.description() != null) {
            object.put("description", change.description());
        }
        if (change.scanDepth() != null) {
            object.put("scan_depth", change.scanDepth());
        }
        if (change.tokenBudget() != null) {
            object.put("token_budget", change.tokenBudget());
        }
        if (change.recursiveScanning() != null) {
            object.put("recursive_scanning", change.recursiveScanning());
        }
        if (change.entries() != null) {
            object.set(ENTRIES, edited(object.withObject(ENTRIES), change.entries()));
        }
        return proven(LoreFile.world(object));
    }

    private static JsonNode edited(
            ObjectNode entries, Map<String, ? extends @Nullable Map<String, @Nullable Object>> changes) {
        changes.forEach((uid, entry) -> {
            if (entry == null) {
                entries.remove(uid);
            } else {
                entries.set(uid, JSON.<ObjectNode>valueToTree(entry).put("uid", uid));
            }
        });
        return entries;
    }

    /** The book in a file, by this name where it has none itself. */
    static LoreFile.Read book(byte[] file, String name) {
        var read = LoreFile.read(file);
        var book = read.book();
        if (!book.name().isBlank()) {
            return proven(read);
        }
        var named = new Lorebook(
                name,
                book.description(),
                book.scanDepth(),
                book.tokenBudget(),
                book.recursive(),
                book.entries(),
                book.rest());
        return proven(new LoreFile.Read(named, read.form(), read.remarks()));
    }

    /** What was read, unless it is larger than a book may be. */
    private static LoreFile.Read proven(LoreFile.Read read) {
        var book = read.book();
        if (length(book.name()) > NAME) {
            throw Refusal.invalid("name", "at most " + NAME + " characters", "最多 " + NAME + " 个字符");
        }
        if (length(book.description()) > DESCRIPTION) {
            throw Refusal.invalid(
                    "description", "at most " + DESCRIPTION + " characters", "最多 " + DESCRIPTION + " 个字符");
        }
        if (kept(book).getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw Refusal.invalid(ENTRIES, "a book has at most 8 MiB", "世界书最大 8 MiB");
        }
        return read;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The book as it is kept: in the words of a world file, without what holds anyway. */
    static String kept(Lorebook book) {
        return WorldFile.brief(book).toString();
    }

    static LoreFile.Read read(String kept) {
        try {
            return LoreFile.world((ObjectNode) JSON.readTree(kept));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a kept lorebook cannot be read", broken);
        }
    }

    /** The book as people see it. */
    static LorebookState state(KeptBook one, Language language) {
        var book = one.book();
        var entries = new ArrayList<JsonNode>();
        WorldFile.write(book).path(ENTRIES).forEach(entries::add);
        return new LorebookState(
                one.id(),
                book.name(),
                book.description(),
                book.scanDepth(),
                book.tokenBudget(),
                book.recursive(),
                entries,
                book.rest(),
                remarks(one.remarks(), language),
                one.version(),
                one.createdAt(),
                one.updatedAt());
    }

    private static List<LorebookState.Remark> remarks(List<Remark> remarks, Language language) {
        return remarks.stream()
                .map(one -> new LorebookState.Remark(one.path(), one.message().in(language)))
                .toList();
    }
}
