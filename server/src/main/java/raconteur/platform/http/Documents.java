package raconteur.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Reads JSON from outside that is no request's body, under the same rules and with the same refusals. */
@Singleton
public final class Documents {
    private final ObjectMapper mapper;
    private final Validator validator;

    Documents(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** The document; {@link Code#MALFORMED} when it is none, or has text that can be neither kept nor sent on. */
    public JsonNode tree(String text) {
        try {
            var document = mapper.readTree(text);
            if (document == null || !isClean(document)) {
                throw new Refusal(Code.MALFORMED);
            }
            return document;
        } catch (JacksonException failure) {
            throw Json.refusal(failure);
        }
    }

    /** An object without members. */
    public JsonNode nothing() {
        return mapper.createObjectNode();
    }

    /** The value that a part of a document holds; {@link Code#INVALID_REQUEST} with the fields that are wrong. */
    public <T> T value(JsonNode part, Class<T> type) {
        T value;
        try {
            value = mapper.treeToValue(part, type);
        } catch (JacksonException failure) {
            throw Json.refusal(failure);
        }
        var broken = validator.validate(value);
        if (!broken.isEmpty()) {
            throw Refusal.invalid(Violations.fields(broken));
        }
        return value;
    }

    private static boolean isClean(JsonNode node) {
        if (node.isTextual()) {
            return CleanText.isClean(node.textValue());
        }
        for (var name = node.fieldNames(); name.hasNext(); ) {
            if (!CleanText.isClean(name.next())) {
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
}
