package raconteur.character.lore;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Lorebooks as files, in any form people have them: what form it is, the file itself says. */
public final class LoreFile {
    /** Bytes of a file at most. */
    public static final int LARGEST = 20 << 20;

    private static final JsonMapper JSON = JsonMapper.builder(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(1 << 20)
                            .maxNameLength(256)
                            .maxNumberLength(64)
                            .maxTokenCount(4_000_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** In which words a file is written. */
    public enum Form {
        /** SillyTavern's world file. */
        WORLD,
        /** The book of a card, in a file of its own. */
        BOOK
    }

    /** A book, in which form it came, and what of it could not be taken. */
    public record Read(Lorebook book, Form form, List<Remark> remarks) {
        public Read {
            remarks = List.copyOf(remarks);
        }
    }

    private LoreFile() {}

    /**
     * The book in this file.
     *
     * @throws Refusal when it is none, or larger than one may be
     */
    public static Read read(byte[] file) {
        if (file.length > LARGEST) {
            throw new Refusal(Code.BODY_TOO_LARGE);
        }
        if (tree(file) instanceof ObjectNode object) {
            return read(object);
        }
        throw refused("it is no object", "不是对象");
    }

    /** The same of JSON that was read already. */
    public static Read read(ObjectNode object) {
        if (!isClean(object)) {
            throw new Refusal(Code.MALFORMED);
        }
        var remarks = new ArrayList<Remark>();
        if (CardBook.isFile(object)) {
            return new Read(CardBook.read(object, remarks), Form.BOOK, remarks);
        }
        var entries = object.path("entries");
        if (entries.isArray() && (entries.isEmpty() || entries.get(0).has("keys"))) {
            return new Read(CardBook.read(object, remarks), Form.BOOK, remarks);
        }
        if (entries.isContainerNode()) {
            return new Read(WorldFile.read(object, remarks), Form.WORLD, remarks);
        }
        throw refused("it has no entries", "没有条目");
    }

    /** The same of JSON in the words of a world file, whatever else it looks like. */
    public static Read world(ObjectNode object) {
        if (!isClean(object)) {
            throw new Refusal(Code.MALFORMED);
        }
        var remarks = new ArrayList<Remark>();
        return new Read(WorldFile.read(object, remarks), Form.WORLD, remarks);
    }

    /** Whether all of its text can be kept and sent on: no NUL, no half of a character. */
    private static boolean isClean(JsonNode node) {
        if (node.isTextual()) {
            return isClean(node.textValue());
        }
        for (var name = node.fieldNames(); name.hasNext(); ) {
            if (!isClean(name.next())) {
                return false;
            }
        }
        for (var child : node) {
            if (!isClean(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClean(String text) {
        return text.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The book as a file of this form. */
    public static byte[] write(Lorebook book, Form form) {
        var object = switch (form) {
            case WORLD -> WorldFile.write(book);
            case BOOK -> CardBook.file(book);
        };
        return object.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException _) {
            throw refused("it is not UTF-8", "不是 UTF-8 编码");
        } catch (JsonProcessingException broken) {
            var at = broken.getLocation();
            var line = at == null ? 1 : at.getLineNr();
            throw refused("it is not well-formed JSON, line " + line, "第 " + line + " 行不是有效的 JSON");
        }
    }

    private static Refusal refused(String en, String zh) {
        return Refusal.invalid("file", "this is no lorebook: " + en, "这不是世界书：" + zh);
    }
}
