package raconteur.provider.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Chunk;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;
import raconteur.provider.Told;

/** What a transcript says: the same wherever it is split. */
public record Heard(
        String text,
        String reasoning,
        List<String> tools,
        @Nullable StopReason reason,
        @Nullable Tokens tokens,
        @Nullable String id,
        @Nullable Fault fault) {
    /** Makes the interpreter of one answer. */
    public interface Listening {
        Interpreter to(Faults faults, Consumer<? super Chunk> out);
    }

    public static Heard whole(
            String text, String reasoning, StopReason reason, @Nullable Tokens tokens, @Nullable String id) {
        return new Heard(text, reasoning, List.of(), reason, tokens, id, null);
    }

    public static Heard broken(String text, String reasoning, Fault fault) {
        return new Heard(text, reasoning, List.of(), null, null, null, fault);
    }

    public Heard with(String... calls) {
        return new Heard(text, reasoning, List.of(calls), reason, tokens, id, fault);
    }

    private static Heard of(Framing framing, Listening listening, byte[]... pieces) {
        var told = new Told();
        var replay = Replay.of(framing, faults -> listening.to(faults, told));
        try {
            for (var piece : pieces) {
                replay.read(piece);
            }
            replay.end();
        } catch (ProviderException failed) {
            Assertions.assertThat(told.chunks()).noneMatch(Chunk.Finished.class::isInstance);
            return new Heard(told.text(), told.reasoning(), told.tools(), null, null, null, failed.fault());
        }
        var end = told.finished();
        return new Heard(
                told.text(), told.reasoning(), told.tools(), end.reason(), end.tokens(), end.upstreamId(), null);
    }

    /** Checks that the file beside the test says this, split at every byte, byte by byte, and with other line ends. */
    public void isWhatSays(Class<?> test, String file, Framing framing, Listening listening) {
        var plain = read(test, file);
        for (var bytes : List.of(plain, text(plain).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))) {
            for (var at = 0; at <= bytes.length; at++) {
                Assertions.assertThat(of(
                                framing,
                                listening,
                                Arrays.copyOf(bytes, at),
                                Arrays.copyOfRange(bytes, at, bytes.length)))
                        .as(file + " split at " + at)
                        .isEqualTo(this);
            }
            var each = new byte[bytes.length][];
            for (var at = 0; at < bytes.length; at++) {
                each[at] = new byte[] {bytes[at]};
            }
            Assertions.assertThat(of(framing, listening, each))
                    .as(file + " byte by byte")
                    .isEqualTo(this);
        }
        var bare = text(plain).stripTrailing().getBytes(StandardCharsets.UTF_8);
        Assertions.assertThat(of(framing, listening, bare))
                .as(file + " without its last line end")
                .isEqualTo(this);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] read(Class<?> test, String file) {
        try (var stream = test.getResourceAsStream(file)) {
            return Objects.requireNonNull(stream).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
