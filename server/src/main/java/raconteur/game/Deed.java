package raconteur.game;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that a character may do in a game, as the game allowed it. */
public record Deed(String name, String description, List<Argument> args) {
    private static final int LONGEST_TEXT = 100;
    private static final int DECIMALS = 2;
    /** What is written longer is no number to reckon with: a small one would take all memory to round. */
    private static final int MOST_DECIMALS = 40;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000L);

    /** What an argument is. */
    public enum Type {
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What it takes.
     *
     * @param values the only texts it may be; none: any
     */
    public record Argument(
            String name,
            Type type,
            List<String> values,
            @Nullable Double min,
            @Nullable Double max,
            boolean optional) {
        public Argument {
            values = List.copyOf(values);
        }

        /** The value, if it is one that was allowed. */
        Optional<JsonNode> checked(JsonNode given) {
            return switch (type) {
                case STRING -> text(given);
                case NUMBER -> number(given).map(number -> node(number));
                case INTEGER ->
                    number(given)
                            .filter(number -> number.stripTrailingZeros().scale() <= 0)
                            .map(number -> node(number));
                case BOOLEAN -> flag(given);
            };
        }

        private Optional<JsonNode> text(JsonNode given) {
            if (!given.isValueNode() || given.isNull()) {
                return Optional.empty();
            }
            var text = Plain.line(given.asText(), LONGEST_TEXT);
            return values.isEmpty()
                    ? Optional.of(JsonNodeFactory.instance.textNode(text))
                    : values.stream()
                            .filter(value -> value.equalsIgnoreCase(text))
                            .findFirst()
                            .map(JsonNodeFactory.instance::textNode);
        }

        private Optional<BigDecimal> number(JsonNode given) {
            try {
                if (!given.isNumber() && !given.isTextual()) {
                    return Optional.empty();
                }
                var written = given.asText().strip();
                if (written.length() > 40) {
                    return Optional.empty();
                }
                return Optional.of(new BigDecimal(written)).filter(this::isAllowed);
            } catch (NumberFormatException _) {
                return Optional.empty(); // no number
            }
        }

        private boolean isAllowed(BigDecimal number) {
            return number.scale() <= MOST_DECIMALS
                    && number.abs().compareTo(LARGEST) <= 0
                    && (min == null || number.compareTo(BigDecimal.valueOf(min)) >= 0)
                    && (max == null || number.compareTo(BigDecimal.valueOf(max)) <= 0)
                    && (values.isEmpty()
                            || values.contains(number.stripTrailingZeros().toPlainString()));
        }

        private static JsonNode node(BigDecimal number) {
            var rounded = number.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
            return rounded.scale() <= 0
                    ? JsonNodeFactory.instance.numberNode(rounded.longValueExact())
                    : JsonNodeFactory.instance.numberNode(rounded);
        }

        private static Optional<JsonNode> flag(JsonNode given) {
            return switch (given.asText("").strip().toLowerCase(Locale.ROOT)) {
                case "true" -> Optional.of(JsonNodeFactory.instance.booleanNode(true));
                case "false" -> Optional.of(JsonNodeFactory.instance.booleanNode(false));
                default -> Optional.empty();
            };
        }

        private String told() {
            var told = new StringBuilder(name).append(": ");
            told.append(
                    values.isEmpty() ? type.word() : values.stream().limit(40).collect(Collectors.joining(" | ")));
            if (min != null) {
                told.append(" ≥ ")
                        .append(BigDecimal.valueOf(min).stripTrailingZeros().toPlainString());
            }
            if (max != null) {
                told.append(" ≤ ")
                        .append(BigDecimal.valueOf(max).stripTrailingZeros().toPlainString());
            }
            return told.append(optional ? " (may be left out)" : "").toString();
        }
    }

    public Deed {
        args = List.copyOf(args);
    }

    /**
     * The arguments as they were allowed; nothing when one is missing or not allowed. What was not declared is left
     * out.
     */
    Optional<ObjectNode> checked(JsonNode given) {
        var kept = JsonNodeFactory.instance.objectNode();
        for (var argument : args) {
            var value = given.get(argument.name());
            if (value == null || value.isNull()) {
                if (!argument.optional()) {
                    return Optional.empty();
                }
                continue;
            }
            var checked = argument.checked(value);
            if (checked.isEmpty()) {
                return Optional.empty();
            }
            kept.set(argument.name(), checked.get());
        }
        return Optional.of(kept);
    }

    /** For the model: what it is called, takes and does. */
    String told() {
        var takes = args.stream().map(Argument::told).collect(Collectors.joining(", ", "{", "}"));
        return name + " " + takes + (description.isEmpty() ? "" : " — " + description);
    }
}
