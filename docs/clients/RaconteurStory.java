import java.io.*;
import java.net.URI;
import java.net.http.*;
import java.time.Duration;
import java.util.*;
import java.util.function.Consumer;
import java.util.regex.*;
import java.util.stream.Collectors;

/** Plays stories of a Raconteur server: java RaconteurStory.java http://127.0.0.1:8080 "$(cat data/local.key)" [session] */
public final class RaconteurStory {
    public record Option(int id, String text) {}
    /** What an event tells; the rest of it is in the payload, as maps, lists, texts and numbers. */
    public record Told(String next, int arc, String scene, String line, List<Option> options, Object payload) {}
    public record Ending(String title, String outcome, List<String> keyChoices) {}
    public record Novel(String title, String content) {}
    /** The server said no; {@code data} has {@code allowed} or {@code errors}. Nothing has happened. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        public final transient Object data;
        Refused(Object body) { super(Json.text(body, "message")); data = Json.at(body, "data"); }
    }
    private static final int MOST_TRIES = 8;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI invoke;
    private final String key, session;
    private final Consumer<String> show;
    private int number;
    private String next = "INIT";
    /** @param show text of the scene as it is written; dots on a line of their own where it begins anew */
    public RaconteurStory(URI base, String key, String session, Consumer<String> show) {
        this.invoke = base.resolve("/invoke"); this.key = key; this.session = session; this.show = show;
    }
    /** @param wishes members of INIT's body: {@code Map.of("constraints", Map.of("language", "en"))} */
    public Told begin(Map<String, ?> wishes) throws InterruptedException { return post("INIT", wishes); }
    public Told choose(int id) throws InterruptedException { return post(next, Map.of("payload", Map.of("selected_option_id", id))); }
    public Told act(String text) throws InterruptedException { return post("ACTION", Map.of("payload", Map.of("text", text))); }
    public Ending resolve() throws InterruptedException {
        var payload = post("RESOLUTION", Map.of()).payload();
        var choices = Json.list(payload, "key_choices").stream().map(one -> Json.text(one, "choice_text"));
        return new Ending(Json.text(payload, "ending", "title"), Json.text(payload, "ending", "outcome"), choices.toList());
    }
    public Novel novel(String player) throws InterruptedException {
        var payload = post("NOVEL", Map.of("payload", Map.of("player_name", player))).payload();
        return new Novel(Json.text(payload, "title"), Json.text(payload, "content"));
    }

    /** The same number with the same body is the same event: whatever was lost on the way, it is asked for again. */
    private Told post(String type, Map<String, ?> wishes) throws InterruptedException {
        var body = new HashMap<String, Object>(wishes);
        body.put("event", Map.of("type", type, "number", number + 1));
        var named = new HashMap<Object, Object>(wishes.get("session") instanceof Map<?, ?> more ? more : Map.of());
        named.put("session_id", session);
        body.put("session", named);
        var request = HttpRequest.newBuilder(invoke).timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json").header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))).build();
        for (var tries = 1; ; tries++) {
            var seconds = Math.min(5, 0.1 * Math.pow(2, tries));
            try {
                var response = http.send(request, HttpResponse.BodyHandlers.ofLines());
                try (var lines = response.body()) {
                    if (response.statusCode() == 200) return told(lines.iterator());
                    var after = response.headers().firstValueAsLong("Retry-After");
                    var waits = after.isPresent() && Set.of(409, 429, 503).contains(response.statusCode());
                    if (!waits || tries >= MOST_TRIES) throw new Refused(Json.read(lines.collect(Collectors.joining())));
                    seconds = Math.clamp(after.getAsLong(), 1, 60);
                }
            } catch (IOException | UncheckedIOException | NumberFormatException lost) {
                if (tries >= MOST_TRIES) throw new IllegalStateException("no answer from " + invoke, lost);
            }
            show.accept("\n…\n");
            Thread.sleep(Duration.ofMillis((long) (seconds * 1000)));
        }
    }
    private Told told(Iterator<String> lines) throws IOException {
        for (var event = ""; lines.hasNext(); ) {
            var line = lines.next();
            if (line.startsWith("event: ")) event = line.substring(7);
            if (!line.startsWith("data: ")) continue;
            var data = Json.read(line.substring(6));
            if (event.equals("delta")) show.accept(Json.text(data, "text"));
            if (event.equals("resync")) show.accept("\n…\n");
            if (!event.equals("answer")) continue;
            var payload = Json.at(data, "data", "payload");
            number = Json.number(data, "data", "session", "event_number");
            next = Json.text(payload, "routing", "next_event_type");
            var first = Json.at(payload, "opening") != null;
            var options = Json.list(payload, "options").stream().map(one -> new Option(Json.number(one, "id"), Json.text(one, "text")));
            var scene = first ? Json.text(payload, "opening", "scene") : Json.text(payload, "scene", "summary");
            return new Told(next, Json.number(payload, "ai_state", "arc_progress"), scene,
                    Json.text(payload, first ? "opening" : "scene", "npc_line"), options.toList(), payload);
        }
        throw new IOException("the stream ended without an answer");
    }
    /** JSON as maps, lists, texts, numbers, truths and null, so that this file needs no library. */
    private record Json(Iterator<String> tokens) {
        private static final Pattern TOKEN = Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|[{}\\[\\],:]|[^\\s{}\\[\\],:\"]+");
        private static final Pattern ESCAPED = Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|(.))");
        static Object read(String text) { return new Json(TOKEN.matcher(text).results().map(MatchResult::group).iterator()).value(); }
        private Object value() { return value(tokens.next()); }
        private Object value(String token) {
            if (token.startsWith("\"")) return ESCAPED.matcher(token.substring(1, token.length() - 1)).replaceAll(Json::meant);
            if (token.matches("null|true|false")) return token.equals("null") ? null : (Object) token.equals("true");
            if (!"{[".contains(token)) return Double.valueOf(token);
            var all = new LinkedHashMap<Object, Object>();
            for (var one = tokens.next(); !"}]".contains(one); one = tokens.next()) {
                if (token.equals("[") && !one.equals(",")) all.put(all.size(), value(one));
                if (token.equals("{") && !one.equals(",") && tokens.next().equals(":")) all.put(value(one), value());
            }
            return token.equals("{") ? all : new ArrayList<>(all.values());
        }
        private static String meant(MatchResult one) {
            if (one.group(1) != null) return Matcher.quoteReplacement("" + (char) Integer.parseInt(one.group(1), 16));
            return Matcher.quoteReplacement("ntrbf".contains(one.group(2)) ? one.group().translateEscapes() : one.group(2));
        }
        static String write(Object value) {
            return value instanceof Map<?, ?> map
                    ? map.entrySet().stream().map(one -> write(one.getKey()) + ":" + write(one.getValue())).collect(Collectors.joining(",", "{", "}"))
                    : value instanceof Collection<?> list ? list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"))
                    : !(value instanceof String text) ? String.valueOf(value)
                    : '"' + Pattern.compile("[\"\\\\\\x00-\\x1f]").matcher(text).replaceAll(one -> "\\\\u%04x".formatted((int) one.group().charAt(0))) + '"';
        }
        static Object at(Object node, String... path) {
            for (var name : path) node = node instanceof Map<?, ?> map ? map.get(name) : null;
            return node;
        }
        static String text(Object node, String... path) { return Objects.toString(at(node, path), ""); }
        static int number(Object node, String... path) { return at(node, path) instanceof Double number ? number.intValue() : 0; }
        static List<?> list(Object node, String... path) { return at(node, path) instanceof List<?> list ? list : List.of(); }
    }
    /** A number chooses, other words act, {@code end} or nothing more to read ends. */
    public static void main(String[] words) throws Exception {
        var out = new PrintStream(System.out, true, "UTF-8");
        var story = new RaconteurStory(URI.create(words[0]), words[1], words.length > 2 ? words[2] : "" + UUID.randomUUID(), out::print);
        var told = story.begin(Map.of());
        var in = new Scanner(System.in, "UTF-8");
        for (var line = ""; !line.equals("end"); line = told.next().equals("RESOLUTION") || !in.hasNextLine() ? "end" : in.nextLine().strip()) {
            try {
                if (!line.isEmpty()) told = line.matches("\\d{1,9}") ? story.choose(Integer.parseInt(line)) : story.act(line);
                out.println("\n“" + told.line() + "”");
                told.options().forEach(option -> out.println("  " + option.id() + ". " + option.text()));
            } catch (Refused refused) { out.println(refused.getMessage()); }
        }
        var ending = story.resolve();
        var novel = story.novel("");
        out.println("\n" + ending.title() + ": " + ending.outcome() + "\n\n" + novel.title() + "\n\n" + novel.content());
    }
}
