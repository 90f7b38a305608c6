package raconteur.provider.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads JSON token by token, without a tree, and writes it. Takes values for what they may be. */
public final class Json {
    private static final JsonFactory READING = new JsonFactory();

    /**
     * Recycles no buffers: they would hang on the thread that writes, and a virtual thread that waits for an answer
     * would keep 20 KiB of them for minutes.
     */
    private static final JsonFactory WRITING = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private Json() {}

    /** Reads a field, or skips its children. */
    public interface Fields {
        void field(String name, JsonParser json, JsonToken value) throws IOException;
    }

    /** Reads an item of an array, or skips its children. */
    public interface Items {
        void item(JsonParser json, JsonToken value) throws IOException;
    }

    /** Writes a document. */
    public interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Reads an object, or the first of an array of them.
     *
     * @throws IOException if it is not JSON of that form
     */
    public static void document(byte[] bytes, int from, int to, Fields fields) throws IOException {
        try (var json = READING.createParser(bytes, from, to - from)) {
            var first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                first = json.nextToken();
            }
            if (first != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "no object");
            }
            fields(json, fields);
            trailing(json);
        }
    }

    /** What follows the object must be nothing, or the rest of an array. */
    private static void trailing(JsonParser json) throws IOException {
        for (var token = json.nextToken(); token != null; token = json.nextToken()) {
            if (json.getParsingContext().inRoot() && token != JsonToken.END_ARRAY) {
                throw new JsonParseException(json, "more than one object");
            }
            json.skipChildren();
        }
    }

    /** Reads a value if it is an object, and passes it over if it is not. */
    public static void object(JsonParser json, JsonToken value, Fields fields) throws IOException {
        if (value == JsonToken.START_OBJECT) {
            fields(json, fields);
        } else {
            json.skipChildren();
        }
    }

    private static void fields(JsonParser json, Fields fields) throws IOException {
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            fields.field(name, json, next(json));
        }
    }

    /** Reads the items of a value if it is an array, and passes it over if it is not. */
    public static void each(JsonParser json, JsonToken value, Items items) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (var item = next(json); item != JsonToken.END_ARRAY; item = next(json)) {
            items.item(json, item);
        }
    }

    /**
     * The next token.
     *
     * @throws IOException if there is none
     */
    public static JsonToken next(JsonParser json) throws IOException {
        var token = json.nextToken();
        if (token == null) {
            throw new JsonParseException(json, "cut off");
        }
        return token;
    }

    /** A string; null for anything else. */
    public static @Nullable String string(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    /** A string, a number or a truth value as text; null for anything else. */
    public static @Nullable String scalar(JsonParser json, JsonToken value) throws IOException {
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    /** A count; what is no count comes out negative, nothing as zero. */
    public static long count(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : json.getLongValue();
        }
        if (value == JsonToken.VALUE_NUMBER_FLOAT) {
            var number = json.getDoubleValue();
            return number == Math.rint(number) && Math.abs(number) < 1e15 ? (long) number : -1;
        }
        json.skipChildren();
        return value == JsonToken.VALUE_NULL ? 0 : -1;
    }

    /** An object or an array as JSON text. */
    public static String text(JsonParser json) throws IOException {
        var copy = new StringWriter();
        try (var generator = READING.createGenerator(copy)) {
            generator.copyCurrentStructure(json);
        }
        return copy.toString();
    }

    /** Writes an object. */
    public static byte[] object(Writing members) {
        var bytes = new ByteArrayBuilder(1024);
        try (var json = WRITING.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes JSON text as a member.
     *
     * @throws IOException if it is no JSON
     */
    public static void member(JsonGenerator json, String name, String text) throws IOException {
        try (var copied = WRITING.createParser(text)) {
            json.writeFieldName(name);
            next(copied);
            json.copyCurrentStructure(copied);
        }
    }

    /** Writes a number as a member if there is one. */
    public static void member(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    /** Writes a count as a member if there is one. */
    public static void member(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }
}
