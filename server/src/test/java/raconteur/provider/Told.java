package raconteur.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Hears chunks and remembers them in order. */
public final class Told implements Consumer<Chunk> {
    private final List<Chunk> chunks = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void accept(Chunk chunk) {
        synchronized (this) {
            chunks.add(chunk);
            notifyAll();
        }
    }

    public List<Chunk> chunks() {
        return List.copyOf(chunks);
    }

    public String text() {
        return chunks().stream()
                .map(chunk -> chunk instanceof Chunk.TextDelta(var text) ? text : "")
                .collect(Collectors.joining());
    }

    public String reasoning() {
        return chunks().stream()
                .map(chunk -> chunk instanceof Chunk.ReasoningDelta(var text) ? text : "")
                .collect(Collectors.joining());
    }

    /** Tool calls as {@code index:id:name:arguments}, pieces of one joined. */
    public List<String> tools() {
        var calls = new java.util.TreeMap<Integer, String>();
        for (var chunk : chunks()) {
            if (chunk instanceof Chunk.ToolCallDelta(var index, var id, var name, var arguments)) {
                calls.merge(
                        index,
                        name == null ? arguments : index + ":" + id + ":" + name + ":" + arguments,
                        String::concat);
            }
        }
        return List.copyOf(calls.values());
    }

    public Chunk.Finished finished() {
        var finished = chunks().stream()
                .filter(Chunk.Finished.class::isInstance)
                .map(Chunk.Finished.class::cast)
                .toList();
        if (finished.size() != 1 || !(chunks().getLast() instanceof Chunk.Finished)) {
            throw new AssertionError("not one end at the end: " + chunks());
        }
        return finished.getFirst();
    }

    /** Waits until so many characters of text were told. */
    public synchronized void await(int characters) throws InterruptedException {
        var limit = System.nanoTime() + 10_000_000_000L;
        while (text().length() < characters) {
            var left = (limit - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("only told: " + chunks());
            }
            wait(left);
        }
    }
}
