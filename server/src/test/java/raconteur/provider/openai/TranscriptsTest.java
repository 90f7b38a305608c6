package raconteur.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.provider.StopReason.LENGTH;
import static raconteur.provider.StopReason.STOP;
import static raconteur.provider.StopReason.TOOL_CALLS;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import raconteur.provider.Quirk;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;
import raconteur.provider.Told;

/** What vendors send, written from the shapes they document, read however the network cuts it. */
class TranscriptsTest {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** A transcript and what it says. */
    record Transcript(
            String name,
            String text,
            String reasoning,
            List<String> tools,
            StopReason reason,
            @Nullable Tokens tokens,
            String id,
            Set<Quirk> quirks) {
        byte[] bytes() {
            try (var file = Transcript.class.getResourceAsStream(name + ".sse")) {
                return Objects.requireNonNull(file).readAllBytes();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Transcript> transcripts() {
        return Stream.of(
                plain("openai", "Hello, wörld 🌍 \"quoted\"\n", "", new Tokens(19, 140, 16, 128), "chatcmpl-BkQ7"),
                plain("deepseek", "你好，世界！", "用户在打招呼。", new Tokens(12, 20, 8, 11), "a17c"),
                plain("openrouter", "Hi there.", "A greeting.", new Tokens(9, 7, 0, 3), "gen-1763700000-x1"),
                of("moonshot", "月之暗面", "", List.of(), LENGTH, new Tokens(22, 2, 5, 0), "cmpl-04ea"),
                of(
                        "zhipu",
                        "我来查一下。",
                        "需要查天气。",
                        List.of("0:call_77:weather:{\"city\":\"北京\"}"),
                        TOOL_CALLS,
                        new Tokens(150, 31, 0, 0),
                        "20261121"),
                plain("qwen", "千问", "想", new Tokens(10, 4, 0, 2), "chatcmpl-9a"),
                plain("qianfan", "千帆竞发", "", new Tokens(3, 4, 0, 0), "as-e2f"),
                plain("siliconflow", "流动", "嗯。", new Tokens(7, 5, 0, 2), "01942"),
                with(
                        plain("vllm", "Good day!", "Okay, a greeting.\n", new Tokens(11, 13, 0, 0), "chatcmpl-vl1"),
                        Quirk.THINKS_UNOPENED),
                plain("llamacpp", "Llama", "Hm.", new Tokens(14, 6, 0, 0), "chatcmpl-lc"),
                plain("ollama", "One <think> is text.", "\n1 < 2 </ indeed", null, "chatcmpl-412"),
                plain("gemini", "Gemini", "", new Tokens(6, 2, 0, 0), "Xy12"),
                plain("mistral", "Bonjour", "Let me see.", new Tokens(5, 8, 0, 0), "mi1"),
                plain("minimax", "迷你最大", "", new Tokens(60, 13, 0, 0), "0449"),
                with(
                        plain("xai", "Grok", "Thinking... ", new Tokens(32, 103, 6, 94), "xa1"),
                        Quirk.REASONING_COUNTED_APART),
                of(
                        "tools",
                        "",
                        "",
                        List.of("0:call_a:look:{\"at\":\"门\"}", "1:call_b:take:{}"),
                        TOOL_CALLS,
                        new Tokens(1, 2, 0, 0),
                        "t1"));
    }

    private static Transcript plain(String name, String text, String reasoning, @Nullable Tokens tokens, String id) {
        return of(name, text, reasoning, List.of(), STOP, tokens, id);
    }

    private static Transcript of(
            String name,
            String text,
            String reasoning,
            List<String> tools,
            StopReason reason,
            @Nullable Tokens tokens,
            String id) {
        return new Transcript(name, text, reasoning, tools, reason, tokens, id, Set.of());
    }

    private static Transcript with(Transcript plain, Quirk quirk) {
        return new Transcript(
                plain.name,
                plain.text,
                plain.reasoning,
                plain.tools,
                plain.reason,
                plain.tokens,
                plain.id,
                EnumSet.of(quirk));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void itSaysWhatItSaysWhereverItIsSplit(Transcript transcript) {
        var bytes = transcript.bytes();
        for (var at = 0; at <= bytes.length; at++) {
            check(transcript, "split at " + at, Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length));
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void itSaysTheSameByteByByte(Transcript transcript) {
        for (var ending : List.of("\n", "\r\n", "\r")) {
            var bytes = ended(transcript.bytes(), ending);
            var pieces = new byte[bytes.length][];
            for (var at = 0; at < bytes.length; at++) {
                pieces[at] = new byte[] {bytes[at]};
            }
            check(transcript, "bytes with " + ending.length(), pieces);
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void otherLineEndsAndAByteOrderMarkChangeNothing(Transcript transcript) {
        for (var ending : List.of("\r\n", "\r")) {
            var plain = ended(transcript.bytes(), ending);
            var bytes = Buffer.buffer(MARK).appendBytes(plain).getBytes();
            for (var at = 0; at <= bytes.length; at += at < 300 ? 1 : 7) {
                check(
                        transcript,
                        "split at " + at,
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(bytes, at, bytes.length));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void dataWithoutASpaceOrOverSeveralLinesIsTheSame(Transcript transcript) {
        var text = new String(transcript.bytes(), StandardCharsets.UTF_8);
        check(transcript, "no space", text.replace("data: ", "data:").getBytes(StandardCharsets.UTF_8));
        check(
                transcript,
                "several lines",
                text.replace("\"choices\":", "\ndata: \"choices\":\ndata: ").getBytes(StandardCharsets.UTF_8));
        check(
                transcript,
                "numbered and named",
                text.replace("data: ", "id: 7\nevent: message\ndata: ").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void aMissingMarkOfTheEndOrEmptyLinesAreForgiven(Transcript transcript) {
        var text = new String(transcript.bytes(), StandardCharsets.UTF_8);
        check(transcript, "no [DONE]", text.replace("data: [DONE]", "").strip().getBytes(StandardCharsets.UTF_8));
        check(transcript, "no empty lines", text.replace("\n\n", "\n").getBytes(StandardCharsets.UTF_8));
        check(
                transcript,
                "trailing",
                (text + "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n").getBytes(StandardCharsets.UTF_8),
                !text.contains("[DONE]"));
    }

    private static byte[] ended(byte[] bytes, String ending) {
        return new String(bytes, StandardCharsets.UTF_8).replace("\n", ending).getBytes(StandardCharsets.UTF_8);
    }

    private static void check(Transcript transcript, String how, byte[] all, boolean skip) {
        if (!skip) {
            check(transcript, how, all);
        }
    }

    private static void check(Transcript transcript, String how, byte[]... pieces) {
        var told = new Told();
        var reply = new Reply(new Faults(Samples.CONNECTION), Bounds.DEFAULT, transcript.quirks, told);
        for (var piece : pieces) {
            reply.read(Buffer.buffer(piece));
        }
        reply.end();
        assertThat(told.text()).as(how).isEqualTo(transcript.text);
        assertThat(told.reasoning()).as(how).isEqualTo(transcript.reasoning);
        assertThat(told.tools()).as(how).isEqualTo(transcript.tools);
        assertThat(told.finished().reason()).as(how).isEqualTo(transcript.reason);
        assertThat(told.finished().tokens()).as(how).isEqualTo(transcript.tokens);
        assertThat(told.finished().upstreamId()).as(how).isEqualTo(transcript.id);
    }
}
