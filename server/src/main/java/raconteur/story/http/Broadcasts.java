package raconteur.story.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.http.EventStream;
import raconteur.story.Answer;
import raconteur.story.Audience;
import raconteur.story.Invocation;
import raconteur.story.Invocations;

/** Tells scenes while they are written. */
@Singleton
final class Broadcasts {
    private final Invocations invocations;
    private final ObjectMapper json;

    Broadcasts(Invocations invocations, ObjectMapper json) {
        this.invocations = invocations;
        this.json = json;
    }

    /** Begins to answer; the event goes on whether or not anybody listens. */
    Broadcast begin(Invocation call) {
        var broadcast = new Broadcast();
        Thread.ofVirtual().name("story-" + call.trace()).start(() -> broadcast.run(call));
        return broadcast;
    }

    /** What is to be told. */
    private sealed interface Item {
        record More(String text) implements Item {}

        record Anew() implements Item {}

        record Whole(Answer answer) implements Item {}

        record Refused(Refusal refusal) implements Item {}
    }

    /** One event as it is told to one listener. */
    final class Broadcast implements Audience {
        private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
        private @Nullable Item first;
        private long number;

        private void run(Invocation call) {
            try {
                items.add(new Item.Whole(invocations.invoke(call, this)));
            } catch (Refusal refused) {
                items.add(new Item.Refused(refused));
            } catch (InterruptedException _) {
                items.add(new Item.Refused(new Refusal(Code.STOPPING)));
            } catch (RuntimeException | Error bug) {
                items.add(new Item.Refused(new Refusal(Code.INTERNAL)));
                throw bug;
            }
        }

        @Override
        public void show(String text) {
            items.add(new Item.More(text));
        }

        @Override
        public void restart() {
            items.add(new Item.Anew());
        }

        /** Waits until there is something to tell; what is refused before is refused in its own form. */
        void awaitFirst() throws InterruptedException {
            first = items.take();
            if (first instanceof Item.Refused(var refusal)) {
                throw refusal;
            }
        }

        /** Tells it all. */
        void tell(EventStream stream) {
            Thread.ofVirtual().name("story-stream").start(() -> {
                try {
                    for (var item = first; item != null; item = items.take()) {
                        stream.write(frame(item));
                        if (item instanceof Item.Whole || item instanceof Item.Refused) {
                            stream.write(frame(
                                    "done", Map.of("state", item instanceof Item.Whole ? "completed" : "failed")));
                            break;
                        }
                    }
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                } finally {
                    stream.end();
                }
            });
        }

        private String frame(Item item) {
            return switch (item) {
                case Item.More(var text) -> frame("delta", Map.of("text", text));
                case Item.Anew() ->
                    frame("resync", Map.of("seq", number + 1, "state", "running", "messages", List.of()));
                case Item.Whole(var answer) -> frame("answer", Invoking.envelope(answer));
                case Item.Refused(var refusal) ->
                    frame(
                            "error",
                            Map.of(
                                    "code",
                                    refusal.code().name(),
                                    "message",
                                    refusal.detail().en()));
            };
        }

        private String frame(String event, Object data) {
            try {
                return "id: " + ++number + "\nevent: " + event + "\ndata: " + json.writeValueAsString(data) + "\n\n";
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
