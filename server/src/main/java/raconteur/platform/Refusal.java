package raconteur.platform;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A "no" for the caller to read: the request was understood and will not be done. Never logged as an error. */
public final class Refusal extends RuntimeException {
    /** One field that is not as it must be. */
    public record Field(String field, Text message) {}

    /**
     * A limit that was reached: so many in such a time.
     *
     * @param name of what is counted, a word
     */
    public record Limit(String name, int quota, Duration window) {}

    private final Code code;
    private final transient Text detail;
    private final transient Map<String, Object> more = new LinkedHashMap<>();
    private transient List<Field> fields = List.of();
    private transient @Nullable Duration retryAfter;
    private transient @Nullable Limit limit;

    public Refusal(Code code) {
        this(code, code.sentence());
    }

    public Refusal(Code code, Text detail) {
        super(code + ": " + detail.en(), null, false, false);
        this.code = code;
        this.detail = detail;
    }

    /** A request whose one field is wrong. */
    public static Refusal invalid(String field, String en, String zh) {
        return invalid(List.of(new Field(field, new Text(en, zh))));
    }

    /** A request with these wrong fields, at least one. */
    public static Refusal invalid(List<Field> fields) {
        var first = fields.getFirst();
        var refusal = new Refusal(
                Code.INVALID_REQUEST,
                new Text(
                        first.field() + ": " + first.message().en(),
                        first.field() + "：" + first.message().zh()));
        refusal.fields = List.copyOf(fields);
        return refusal;
    }

    /** Adds a member to the answer's body. */
    public Refusal with(String name, Object value) {
        more.put(name, value);
        return this;
    }

    /** Says when it is worth trying again. */
    public Refusal retryAfter(Duration wait) {
        this.retryAfter = wait;
        return this;
    }

    /** Says which limit was reached. */
    public Refusal limit(Limit reached) {
        this.limit = reached;
        return this;
    }

    public Code code() {
        return code;
    }

    public Text detail() {
        return detail;
    }

    public Map<String, Object> more() {
        return more;
    }

    public List<Field> fields() {
        return fields;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public @Nullable Limit limit() {
        return limit;
    }
}
