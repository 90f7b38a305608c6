package raconteur.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An event stream that is being read in the background. Closing it leaves the stream as a closed tab would. */
public final class Events implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One event; {@code at} is {@link System#nanoTime} of its arrival. */
    public record Event(long id, String name, JsonNode data, long at) {
        public String text() {
            return data.path("text").asText("");
        }

        public String state() {
            return data.path("state").asText();
        }

        @Override
        public String toString() {
            return id + " " + name + " " + data;
        }
    }

    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;
    private final List<Event> events = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private boolean over;
    private boolean left;
    private @Nullable IOException broken;

    private Events(int status, HttpHeaders headers, InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static Events read(HttpResponse<InputStream> response) {
        var events = new Events(response.statusCode(), response.headers(), response.body());
        Thread.ofVirtual().name("reader").start(events::run);
        return events;
    }

    private void run() {
        try (var lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            var frame = new ArrayList<String>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    take(frame);
                    frame.clear();
                } else {
                    frame.add(line);
                }
            }
            end(null);
        } catch (IOException e) {
            end(e);
        }
    }

    private synchronized void take(List<String> frame) {
        if (frame.isEmpty()) {
            return;
        }
        if (!frame.getFirst().startsWith("id: ")) {
            others.add(String.join("\n", frame));
        } else {
            events.add(new Event(
                    Long.parseLong(frame.get(0).substring("id: ".length())),
                    frame.get(1).substring("event: ".length()),
                    Json.read(frame.get(2).substring("data: ".length())),
                    System.nanoTime()));
        }
        notifyAll();
    }

    private synchronized void end(@Nullable IOException how) {
        over = true;
        broken = how;
        notifyAll();
    }

    public int status() {
        return status;
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** What has come so far. */
    public synchronized List<Event> soFar() {
        return List.copyOf(events);
    }

    /** Comments and lines without a number. */
    public synchronized List<String> others() {
        return List.copyOf(others);
    }

    /** Waits until such an event has come, and returns the first. */
    public Event await(Predicate<Event> wanted) {
        return await(wanted, "such an event");
    }

    public Event await(String name) {
        return await(event -> event.name().equals(name), name);
    }

    private synchronized Event await(Predicate<Event> wanted, String what) {
        var found = new ArrayList<Event>();
        await(
                () -> {
                    events.stream().filter(wanted).findFirst().ifPresent(found::add);
                    return !found.isEmpty();
                },
                what);
        return found.getFirst();
    }

    /** Waits for this many characters of text. */
    public Event awaitText(int characters) {
        return await(_ -> text().length() >= characters, characters + " characters");
    }

    /** Waits for a line without a number, such as a comment. */
    public synchronized void awaitOther(String wanted) {
        await(() -> others.contains(wanted), wanted);
    }

    private synchronized void await(java.util.function.BooleanSupplier condition, String what) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (over || left <= 0) {
                throw new AssertionError(
                        (over ? "the stream ended without " : "in vain: ") + what + "; " + broken + "; " + events);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Reads to the end; fails when it was torn off. */
    public synchronized List<Event> toEnd() {
        await(() -> over, "the end of the stream");
        if (broken != null && !left) {
            throw new AssertionError("torn off after " + events, broken);
        }
        return List.copyOf(events);
    }

    /** Waits until the connection has ended, in whatever way. */
    public synchronized List<Event> torn() {
        await(() -> over, "the end of the connection");
        return List.copyOf(events);
    }

    public synchronized List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    public synchronized List<Long> ids() {
        return events.stream().map(Event::id).toList();
    }

    /** The text that a reader shows by now. */
    public synchronized String text() {
        return text(events);
    }

    /** The text that these events amount to: a resync replaces what was told before. */
    public static String text(List<Event> events) {
        var text = new StringBuilder();
        for (var event : events) {
            if (event.name().equals("resync")) {
                text.setLength(0);
                text.append(event.data().path("messages").path(0).path("text").asText(""));
            } else if (event.name().equals("delta")) {
                text.append(event.text());
            }
        }
        return text.toString();
    }

    /** How the turn ended, as the last event says. */
    public String end() {
        var last = toEnd().getLast();
        if (!last.name().equals("done")) {
            throw new AssertionError("the last event is " + last);
        }
        return last.state();
    }

    /** The only event of this name. */
    public Event only(String name) {
        var found = soFar().stream().filter(event -> event.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError("not one " + name + " but " + found + " in " + soFar());
        }
        return found.getFirst();
    }

    @Override
    public void close() {
        leave();
    }

    /** Closes the connection as a tab does; what has come so far stays readable. */
    public void leave() {
        synchronized (this) {
            left = true;
        }
        try {
            body.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
