package raconteur.game.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.game.Deed;
import raconteur.game.Limits;
import raconteur.game.Wording;
import raconteur.platform.Refusal;

/** Reads what a character may do: a list of actions, each with its arguments in the long form or the short. */
final class Allowed {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final int DESCRIPTION = 200;
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(1_000_000_000_000L);
    private static final int DECIMALS = 10;
    private static final int VALUES = 40;
    private static final int VALUE = 100;

    private Allowed() {}

    static List<Deed> read(@Nullable JsonNode given) {
        if (given == null || given.isNull() || (given.isObject() && given.isEmpty())) {
            return List.of();
        }
        if (!given.isArray()) {
            throw Refusal.invalid("allowed_actions", "is a list", "应为列表");
        }
        if (given.size() > Limits.ACTIONS) {
            throw Refusal.invalid("allowed_actions", "takes at most " + Limits.ACTIONS, "最多 " + Limits.ACTIONS + " 项");
        }
        var deeds = new ArrayList<Deed>();
        for (var one : given) {
            deeds.add(one.isTextual() ? deed(one.asText(), "", one.path("args")) : deed(one));
        }
        return deeds;
    }

    private static Deed deed(JsonNode one) {
        return deed(
                one.path("name").asText(""),
                Wording.shown(one.path("description").asText(""), DESCRIPTION),
                one.path("args"));
    }

    private static Deed deed(String name, String description, JsonNode args) {
        return new Deed(name(name), description, arguments(args));
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refusal.invalid(
                    "allowed_actions",
                    "names have letters, digits and _ . -, at most 60",
                    "名称只能含字母、数字和 _ . -，最多 60 个字符");
        }
        return name;
    }

    private static List<Deed.Argument> arguments(JsonNode args) {
        var found = new ArrayList<Deed.Argument>();
        if (args.isObject()) {
            args.properties()
                    .forEach(member -> found.add(
                            member.getValue().isObject()
                                    ? argument(member.getKey(), member.getValue())
                                    : new Deed.Argument(
                                            name(member.getKey()),
                                            type(member.getValue()),
                                            List.of(),
                                            null,
                                            null,
                                            false)));
        } else {
            args.forEach(one -> found.add(
                    one.isTextual()
                            ? new Deed.Argument(name(one.asText()), Deed.Type.STRING, List.of(), null, null, false)
                            : argument(one.path("name").asText(""), one)));
        }
        if (found.size() > Limits.ARGUMENTS) {
            throw Refusal.invalid(
                    "allowed_actions",
                    "an action takes at most " + Limits.ARGUMENTS + " arguments",
                    "每项最多 " + Limits.ARGUMENTS + " 个参数");
        }
        return found;
    }

    private static Deed.Argument argument(String name, JsonNode one) {
        var values = new ArrayList<String>();
        for (var value : one.path("values")) {
            if (value.isValueNode() && !value.isNull() && values.size() < VALUES) {
                values.add(Wording.shown(Wording.value(value), VALUE));
            }
        }
        return new Deed.Argument(
                name(name),
                type(one.path("type")),
                values,
                bound(one.get("min")),
                bound(one.get("max")),
                one.path("optional").asBoolean(false));
    }

    private static @Nullable Double bound(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        var number = Reading.decimal(value.asText("").strip());
        if (number == null || number.abs().compareTo(FARTHEST) > 0 || number.scale() > DECIMALS) {
            throw Refusal.invalid("allowed_actions", "min and max are numbers", "min 与 max 应为数字");
        }
        return number.doubleValue();
    }

    private static Deed.Type type(JsonNode word) {
        return switch (word.asText("").toLowerCase(Locale.ROOT)) {
            case "", "string", "text" -> Deed.Type.STRING;
            case "number", "float" -> Deed.Type.NUMBER;
            case "integer", "int" -> Deed.Type.INTEGER;
            case "boolean", "bool" -> Deed.Type.BOOLEAN;
            default ->
                throw Refusal.invalid(
                        "allowed_actions",
                        "types are string, number, integer and boolean",
                        "类型为 string、number、integer 和 boolean");
        };
    }
}
