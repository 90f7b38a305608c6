package raconteur.character.file;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;

/** JSON objects in files: to the letter, bounded in every direction, and numbers as exact as they were written. */
public final class Json {
    /** Bytes of one document at most. */
    private static final int LARGEST = 20 << 20;

    /** UTF-16 units of one text at most; data URLs are as long as the file lets them be. */
    private static final int LONGEST = 1 << 20;

    private static final int DEEPEST = 64;
    // a thousand entries of a lorebook take about a hundred thousand
    private static final long MOST = 1_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    // buffers that are recycled would hang on the virtual thread that reads
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LARGEST)
                            .maxNameLength(256)
                            .maxNumberLength(64)
                            .maxTokenCount(MOST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final CharsetEncoder wellFormed = StandardCharsets.UTF_8.newEncoder();

    private Json() {}

    /**
     * The object that this is.
     *
     * @throws Refusal {@link raconteur.platform.Code#MALFORMED}, {@link raconteur.platform.Code#BODY_TOO_LARGE} above
     *     20 MiB
     */
    public static ObjectNode read(byte[] utf8) {
        var object = object(utf8, Json::text);
        new Json().check(object);
        return object;
    }

    /**
     * The object that this is, for files whose text matters more than its letters: a character that is half or none, as
     * programs leave behind that cut texts anywhere, becomes U+FFFD, and texts may be as long as the file.
     *
     * @throws Refusal as {@link #read}
     */
    public static ObjectNode mended(byte[] utf8) {
        var object = object(utf8, bytes -> withoutMark(new String(bytes, StandardCharsets.UTF_8)));
        return new Json().mended(object);
    }

    private static ObjectNode object(byte[] utf8, Function<byte[], String> decoder) {
        if (utf8.length > LARGEST) {
            throw Flaw.tooLarge("The JSON is larger than 20 MiB.", "JSON 超过 20 MiB。");
        }
        if (tree(decoder.apply(utf8)) instanceof ObjectNode object) {
            return object;
        }
        throw Flaw.malformed("The JSON is no object.", "JSON 不是对象。");
    }

    /** The object as UTF-8. */
    public static byte[] write(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // to memory, from a tree
        }
    }

    private static String text(byte[] utf8) {
        try {
            return withoutMark(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException _) {
            throw Flaw.malformed("The text is no valid UTF-8.", "文本不是有效的 UTF-8。");
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (StreamConstraintsException _) {
            throw Flaw.malformed(
                    "The JSON is nested too deeply, or has too many or too long things in it.", "JSON 嵌套过深，或内容过多、过长。");
        } catch (JacksonException broken) {
            var line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            throw Flaw.malformed("The JSON is not well-formed, in line " + line + ".", "JSON 格式有误，第 " + line + " 行。");
        }
    }

    private void check(JsonNode node) {
        if (node.isTextual()) {
            check(node.textValue());
        }
        for (var child : node) {
            check(child);
        }
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(this::check);
        }
    }

    private void check(String text) {
        if (text.length() > LONGEST && !text.startsWith("data:")) {
            throw Flaw.malformed("A text in the JSON has more than 1,048,576 characters.", "JSON 中有文本超过 1048576 个字符。");
        }
        if (text.indexOf('\0') >= 0 || !wellFormed.canEncode(text)) {
            throw Flaw.malformed(
                    "A text in the JSON has a NUL character or half of a character.", "JSON 的文本含有空字符或残缺字符。");
        }
    }

    private JsonNode mended(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> mended(object);
            case ArrayNode list -> {
                var all = list.arrayNode(list.size());
                list.forEach(one -> all.add(mended(one)));
                yield all;
            }
            case TextNode text -> TextNode.valueOf(mended(text.textValue()));
            default -> node;
        };
    }

    private ObjectNode mended(ObjectNode object) {
        var all = object.objectNode();
        object.properties().forEach(field -> all.set(mended(field.getKey()), mended(field.getValue())));
        return all;
    }

    private String mended(String text) {
        if (text.indexOf('\0') < 0 && wellFormed.canEncode(text)) {
            return text;
        }
        return text.codePoints()
                .map(one ->
                        one == 0 || (one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE) ? 0xFFFD : one)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
