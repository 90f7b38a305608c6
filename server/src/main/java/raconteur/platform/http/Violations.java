package raconteur.platform.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** Says which field of a request broke which rule, by the name it has on the wire. */
final class Violations {
    private static final PropertyNamingStrategies.NamingBase WIRE = new PropertyNamingStrategies.SnakeCaseStrategy();

    private Violations() {}

    /** All of them, in the order of their names. */
    static List<Refusal.Field> fields(Iterable<? extends ConstraintViolation<?>> violations) {
        var fields = new ArrayList<Refusal.Field>();
        violations.forEach(violation -> fields.add(field(violation)));
        fields.sort((a, b) -> a.field().compareTo(b.field()));
        return fields;
    }

    private static Refusal.Field field(ConstraintViolation<?> violation) {
        var names = new ArrayList<String>();
        for (Path.Node node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case PROPERTY, CONTAINER_ELEMENT -> names.add(name(node));
                case PARAMETER -> {
                    names.clear();
                    if (!isBody(violation)) {
                        names.add(WIRE.translate(node.getName()));
                    }
                }
                case METHOD, CONSTRUCTOR, BEAN, CROSS_PARAMETER, RETURN_VALUE -> {}
            }
        }
        return new Refusal.Field(names.isEmpty() ? "body" : String.join(".", names), message(violation));
    }

    private static String name(Path.Node node) {
        var place = node.getIndex() == null ? "" : "[" + node.getIndex() + "]";
        return place + (node.getName() == null ? "" : WIRE.translate(node.getName()));
    }

    /** Whether the violated thing is, or lies in, the request's body, whose parameter has no name on the wire. */
    private static boolean isBody(ConstraintViolation<?> violation) {
        var path = new ArrayList<Path.Node>();
        violation.getPropertyPath().forEach(path::add);
        return path.size() > 2 || "body".equals(path.getLast().getName());
    }

    private static Text message(ConstraintViolation<?> violation) {
        var constraint = violation.getConstraintDescriptor();
        var says = constraint.getAttributes();
        return switch (constraint.getAnnotation().annotationType().getSimpleName()) {
            case "NotNull" -> new Text("is missing", "缺失");
            case "NotBlank", "NotEmpty" -> new Text("must not be empty", "不能为空");
            case "TextLength" -> between(says, " characters", " 个字符");
            case "Size" ->
                violation.getInvalidValue() instanceof CharSequence
                        ? between(says, " characters", " 个字符")
                        : between(says, " entries", " 项");
            case "Pattern" -> oneOf(String.valueOf(says.get("regexp")), violation.getMessage());
            case "AssertTrue" -> new Text("must be true", "必须为 true");
            case "Min", "DecimalMin" -> new Text("must be at least " + says.get("value"), "不能小于 " + says.get("value"));
            case "Max", "DecimalMax" -> new Text("must be at most " + says.get("value"), "不能大于 " + says.get("value"));
            case "Positive" -> new Text("must be more than 0", "必须大于 0");
            case "PositiveOrZero" -> new Text("must not be negative", "不能为负数");
            default -> new Text(violation.getMessage(), violation.getMessage());
        };
    }

    /** A pattern of plain words names them. */
    private static Text oneOf(String words, String otherwise) {
        return words.matches("[a-z_|]+")
                ? new Text("must be one of " + words.replace("|", ", "), "只能为 " + words.replace("|", "、"))
                : new Text(otherwise, otherwise);
    }

    private static Text between(Map<String, Object> says, String things, String thingsZh) {
        var min = says.get("min");
        var max = says.get("max");
        return Integer.valueOf(0).equals(min)
                ? new Text("must have at most " + max + things, "不能超过 " + max + thingsZh)
                : new Text("must have " + min + " to " + max + things, "须为 " + min + " 到 " + max + thingsZh);
    }
}
