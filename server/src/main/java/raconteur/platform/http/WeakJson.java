package raconteur.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes JSON that the weakest readers of games take: UTF-8 as it is and never by number, no control characters, no
 * exponents, no null anywhere, at most two decimals.
 */
public final class WeakJson {
    private static final ObjectMapper READER = new ObjectMapper();
    private static final int DECIMALS = 2;

    private WeakJson() {}

    /** The value as text; what is null is left out. */
    public static String write(JsonNode value) {
        var out = new StringBuilder(512);
        write(out, value);
        return out.toString();
    }

    static String write(JsonObject value) {
        try {
            return write(READER.readTree(value.encode()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(StringBuilder out, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> {
                var separator = "{";
                for (var member : value.properties()) {
                    if (!isNothing(member.getValue())) {
                        out.append(separator);
                        quote(out, member.getKey());
                        out.append(':');
                        write(out, member.getValue());
                        separator = ",";
                    }
                }
                out.append(separator.equals("{") ? "{}" : "}");
            }
            case ARRAY -> {
                var separator = "[";
                for (var item : value) {
                    if (!isNothing(item)) {
                        out.append(separator);
                        write(out, item);
                        separator = ",";
                    }
                }
                out.append(separator.equals("[") ? "[]" : "]");
            }
            case NUMBER -> out.append(number(value));
            case BOOLEAN -> out.append(value.booleanValue());
            case STRING, BINARY, POJO, NULL, MISSING -> quote(out, value.asText());
        }
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }

    private static String number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asText();
        }
        if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
            return "0";
        }
        var rounded = value.decimalValue().setScale(DECIMALS, RoundingMode.HALF_UP);
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros()).toPlainString();
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        text.codePoints().forEach(one -> {
            switch (one) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t', 0x2028, 0x2029 -> out.append(' ');
                default -> {
                    if (!Character.isISOControl(one) && Character.getType(one) != Character.SURROGATE) {
                        out.appendCodePoint(one);
                    }
                }
            }
        });
        out.append('"');
    }
}
