package raconteur.terminal.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a game asks, without a key of its own.
 *
 * @param query without the question mark; empty where there is none
 * @param said the body, where it is a JSON object as games write them: with {@code \'} and raw control characters
 */
record Ask(
        Kind kind,
        String method,
        String path,
        String query,
        String contentType,
        Bytes body,
        Optional<ObjectNode> said) {
    /** What is done with it. */
    enum Kind {
        /** Somebody is spoken to: it is kept and repeated, and answered in time whatever happens. */
        QUESTION,
        /** Something happened: it is kept and repeated, and the game goes on. */
        EVENTS,
        /** What is new: there may be nothing. */
        POLL,
        /** Anything else: it is answered, or it is not. */
        OTHER
    }

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern PATH = Pattern.compile("/interact|/game/[a-z_]{1,40}");

    /** Nothing where the path is none of the game surface's. */
    static Optional<Ask> read(
            String method, String path, @Nullable String query, @Nullable String contentType, byte[] body) {
        if (!PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        var post = method.equals("POST");
        var said = post ? object(body) : Optional.<ObjectNode>empty();
        var kind = kind(path, post);
        if (kind == Kind.QUESTION
                && said.isPresent()
                && !said.get().path("request_id").isValueNode()) {
            // with a name it can be asked again without being answered, or paid, twice
            said.get().put("request_id", UUID.randomUUID().toString());
            said.get().remove("token");
            return Optional.of(
                    new Ask(kind, method, path, without(query), "application/json", bytes(said.get()), said));
        }
        if (said.isPresent() && said.get().remove("token") != null) {
            return Optional.of(
                    new Ask(kind, method, path, without(query), "application/json", bytes(said.get()), said));
        }
        var type = contentType == null ? "application/json" : contentType;
        return Optional.of(new Ask(kind, method, path, without(query), type, new Bytes(body), said));
    }

    private static Kind kind(String path, boolean post) {
        return switch (path) {
            case "/interact", "/game/interact" -> post ? Kind.QUESTION : Kind.POLL;
            case "/game/poll" -> Kind.POLL;
            case "/game/events" -> post ? Kind.EVENTS : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private static Optional<ObjectNode> object(byte[] body) {
        try {
            return LENIENT.readTree(body) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // a form, or nothing that anybody can read: the server says which
        }
    }

    private static Bytes bytes(ObjectNode json) {
        try {
            return new Bytes(LENIENT.writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The game's own key, if it has one, stays here: the relay's is shown. */
    private static String without(@Nullable String query) {
        if (query == null) {
            return "";
        }
        return Arrays.stream(query.split("&", -1))
                .filter(one -> !one.startsWith("token=") && !one.equals("token"))
                .collect(Collectors.joining("&"));
    }

    /** Whether it may be asked twice and is still done once. */
    boolean repeatable() {
        return switch (kind) {
            case QUESTION -> said.isPresent();
            case POLL -> true;
            case EVENTS -> false;
            case OTHER -> method.equals("GET");
        };
    }

    /** The same, with so much time left to answer it. */
    Ask within(Duration wait) {
        if (said.isEmpty()) {
            return this;
        }
        var json = said.get().deepCopy();
        json.put("wait_ms", Math.max(0, wait.toMillis()));
        return new Ask(kind, method, path, query, "application/json", bytes(json), Optional.of(json));
    }

    /** How long its game waits, at most {@link Patience#LONGEST}. */
    Duration wait(Duration usual) {
        var wished = said.map(json -> json.path("wait_ms").asText("")).orElseGet(() -> parameter("wait_ms"));
        var wait = wished.matches("[0-9]{1,6}") ? Duration.ofMillis(Long.parseLong(wished)) : usual;
        return wait.compareTo(Patience.LONGEST) > 0 ? Patience.LONGEST : wait;
    }

    /** A text of the body, or else of the query; empty where there is none. */
    String text(String field) {
        return said.map(json -> json.path(field).asText(""))
                .filter(one -> !one.isEmpty())
                .orElseGet(() -> parameter(field));
    }

    private String parameter(String name) {
        return Arrays.stream(query.split("&", -1))
                .filter(one -> one.startsWith(name + "="))
                .map(one -> decoded(one.substring(name.length() + 1)))
                .findFirst()
                .orElse("");
    }

    private static String decoded(String text) {
        try {
            return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /** Path and query, as the server is asked. */
    String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
