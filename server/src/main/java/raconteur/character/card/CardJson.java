package raconteur.character.card;

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
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import raconteur.platform.Refusal;

/** The JSON of cards: to the letter, bounded in every direction, and numbers as exact as they were written. */
final class CardJson {
    /** Bytes of one document at most. */
    static final int LARGEST = CardFile.LARGEST;

    /** UTF-16 units of one text at most; data URLs are as long as the file lets them be. */
    static final int LONGEST = 1 << 20;

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

    private CardJson() {}

    /** @throws Refusal {@link raconteur.platform.Code#MALFORMED}, {@link raconteur.platform.Code#BODY_TOO_LARGE} */
    static ObjectNode read(byte[] utf8) {
        if (utf8.length > LARGEST) {
            throw Flaw.tooLarge("The card's JSON is larger than 20 MiB.", "角色卡的 JSON 超过 20 MiB。");
        }
        if (tree(text(utf8)) instanceof ObjectNode object) {
            new CardJson().check(object);
            return object;
        }
        throw Flaw.malformed("The card's JSON is no object.", "角色卡的 JSON 不是对象。");
    }

    static byte[] write(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // to memory, from a tree
        }
    }

    private static String text(byte[] utf8) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw Flaw.malformed("The card's text is no valid UTF-8.", "角色卡的文本不是有效的 UTF-8。");
        }
    }

    private static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (StreamConstraintsException _) {
            throw Flaw.malformed(
                    "The card's JSON is nested too deeply, or has too many or too long things in it.",
                    "角色卡的 JSON 嵌套过深，或内容过多、过长。");
        } catch (JacksonException broken) {
            var line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            throw Flaw.malformed(
                    "The card's JSON is not well-formed, in line " + line + ".", "角色卡的 JSON 格式有误，第 " + line + " 行。");
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
            throw Flaw.malformed("A text of the card has more than 1,048,576 characters.", "角色卡中有文本超过 1048576 个字符。");
        }
        if (text.indexOf('\0') >= 0 || !wellFormed.canEncode(text)) {
            throw Flaw.malformed(
                    "A text of the card has a NUL character or half of a character.", "角色卡的文本含有空字符或残缺字符。");
        }
    }
}
