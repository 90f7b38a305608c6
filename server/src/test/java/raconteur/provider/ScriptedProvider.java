package raconteur.provider;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Plays what it was given, call by call: a status and chunks are told, an exception is thrown. */
final class ScriptedProvider implements Provider {
    private final Runnable taking;
    private final Deque<List<Object>> calls = new ArrayDeque<>();
    private final List<String> keys = new ArrayList<>();

    /** @param taking the time that a call takes */
    ScriptedProvider(Runnable taking) {
        this.taking = taking;
    }

    ScriptedProvider call(Object... steps) {
        calls.add(Arrays.asList(steps));
        return this;
    }

    /** The same several times. */
    ScriptedProvider calls(int count, Object... steps) {
        for (var i = 0; i < count; i++) {
            call(steps);
        }
        return this;
    }

    /** The key of every call so far. */
    List<String> keys() {
        return keys;
    }

    @Override
    public void complete(Completion request, Consumer<? super Chunk> out) throws InterruptedException {
        taking.run();
        keys.add(String.valueOf(request.key()));
        for (var step : calls.remove()) {
            switch (step) {
                case Integer status -> ((Hearer) out).answered(status);
                case Chunk chunk -> out.accept(chunk);
                case RuntimeException thrown -> throw thrown;
                case InterruptedException thrown -> throw thrown;
                default -> throw new AssertionError(step);
            }
        }
    }

    @Override
    public String body(Completion request) {
        return "{}";
    }

    Candidate as(String name, String... keys) {
        return new Candidate(
                this,
                Model.undescribed(name, "m"),
                Arrays.stream(keys).map(ApiKey::new).toList(),
                false);
    }
}
