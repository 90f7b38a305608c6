package raconteur.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Someone who keeps asking while the server is being killed, and remembers what the server said it had taken: an answer
 * of 202, or the first event of a stream. A question whose fate is unknown is asked again after the restart under the
 * same key.
 */
final class Guest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A question that the server has acknowledged.
     *
     * @param answer the text of a whole answer
     * @param told the state that its {@code done} told, empty while that has not been seen
     */
    record Taken(String turn, String question, String answer, String told) {
        boolean finished() {
            return told.equals("completed");
        }

        @Override
        public String toString() {
            return "turn %s, %s, told to be %s"
                    .formatted(turn, question.replace('\n', ' '), told.isEmpty() ? "nothing yet" : told);
        }
    }

    private record Question(String key, String text, Behaviour behaviour) {}

    private final String name;
    private final String bearer;
    private final String conversation;
    private final Random random;
    private final List<Taken> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Question pending;
    private int asked;

    Guest(String name, String bearer, String conversation, long seed) {
        this.name = name;
        this.bearer = bearer;
        this.conversation = conversation;
        this.random = new Random(seed);
    }

    String bearer() {
        return bearer;
    }

    String conversation() {
        return conversation;
    }

    /** Every acknowledged question, in order. */
    List<Taken> taken() {
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    /** Answers that should not have come, whatever was killed. */
    List<String> complaints() {
        synchronized (complaints) {
            return List.copyOf(complaints);
        }
    }

    /** Asks one question after another until the connection breaks; {@code acknowledged} is told of each one. */
    void askUntilCut(Api api, Consumer<Guest> acknowledged) {
        try {
            while (true) {
                var question = pending == null ? next() : pending;
                pending = question;
                ask(api, question, acknowledged);
                pending = null;
            }
        } catch (IOException | UncheckedIOException _) {
            // The server is gone: what had been acknowledged is known, the rest is asked again.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Question next() {
        String knobs = "~first:%dms~every:%dms~tokens:%d~seed:%d"
                .formatted(random.nextInt(100), random.nextInt(20), 1 + random.nextInt(80), random.nextInt(1000));
        asked++;
        return new Question(
                name + "-" + asked, "question %d of %s\n%s".formatted(asked, name, knobs), Behaviour.of(knobs));
    }

    private void ask(Api api, Question question, Consumer<Guest> acknowledged)
            throws IOException, InterruptedException {
        boolean streamed = random.nextBoolean();
        var request = api.request("/api/conversations/" + conversation + "/turns", bearer)
                .header("Idempotency-Key", question.key())
                .header("Accept", streamed ? "text/event-stream" : "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":" + Wire.quote(question.text()) + "}"))
                .build();
        if (streamed) {
            var response = api.client().send(request, HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() == 200) {
                String turn = response.headers().firstValue("Raconteur-Turn").orElse("");
                follow(response, question, turn, acknowledged);
            } else if (response.statusCode() != 204) {
                complain(response.statusCode() + " "
                        + String.join("", response.body().toList()));
            }
            return;
        }
        var response = api.client().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            complain(response.statusCode() + " " + response.body());
            return;
        }
        String turn = JSON.readTree(response.body()).path("turn_id").asText();
        acknowledge(question, turn, acknowledged);
        var events = api.client()
                .send(
                        api.request("/api/turns/" + turn + "/events", bearer)
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        if (events.statusCode() == 200) {
            readToDone(events.body().iterator());
        }
    }

    private void follow(
            HttpResponse<Stream<String>> response, Question question, String turn, Consumer<Guest> acknowledged)
            throws IOException {
        var lines = response.body().iterator();
        while (lines.hasNext()) {
            // "retry:" comes before anything is promised; the first event is the promise.
            if (lines.next().startsWith("id: ")) {
                acknowledge(question, turn, acknowledged);
                readToDone(lines);
                return;
            }
        }
        throw new IOException("cut before the first event");
    }

    private void readToDone(Iterator<String> lines) throws IOException {
        while (lines.hasNext()) {
            if (lines.next().equals("event: done") && lines.hasNext()) {
                String data = lines.next().substring("data: ".length());
                tell(JSON.readTree(data).path("state").asText());
                return;
            }
        }
        throw new IOException("cut before done");
    }

    /** A question that is asked again under its key must find the turn that it had. */
    private void acknowledge(Question question, String turn, Consumer<Guest> acknowledged) throws IOException {
        synchronized (taken) {
            boolean again = !taken.isEmpty() && taken.getLast().question().equals(question.text());
            if (again && !taken.getLast().turn().equals(turn)) {
                complain("with turn " + turn + " after " + taken.getLast());
            }
            if (!again) {
                taken.add(new Taken(turn, question.text(), question.behaviour().text(), ""));
            }
        }
        acknowledged.accept(this);
    }

    private void tell(String state) {
        synchronized (taken) {
            var last = taken.getLast();
            taken.set(taken.size() - 1, new Taken(last.turn(), last.question(), last.answer(), state));
        }
    }

    private void complain(String answer) throws IOException {
        complaints.add(name + " was answered " + answer);
        throw new IOException("an answer that ends this cycle for " + name);
    }
}
