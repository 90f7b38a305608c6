package raconteur.provider.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Message;
import raconteur.provider.Completion.Part;
import raconteur.provider.Completion.Role;
import raconteur.provider.Parameters;
import raconteur.provider.Pause;
import raconteur.provider.Provider;
import raconteur.provider.ProviderContract;
import raconteur.provider.StopReason;
import raconteur.provider.Told;

class DemoProviderTest implements ProviderContract {
    private static final Pause NONE = _ -> {};

    @Override
    public Provider greeter() {
        return new DemoProvider(Duration.ZERO, NONE);
    }

    @Override
    public Provider drawler() {
        return new DemoProvider(Duration.ofSeconds(10), new Pause() {
            private boolean began;

            @Override
            public void pause(Duration length) throws InterruptedException {
                if (began) {
                    Pause.REAL.pause(length);
                }
                began = true;
            }
        });
    }

    @Override
    public String answer() {
        return Templates.answer(greeting()).text();
    }

    @Override
    public Thoughtful thinker() {
        var question = Completion.of("demo", List.of(Message.user("think about it")));
        var template = Templates.answer(question);
        return new Thoughtful(greeter(), question, template.reasoning(), template.text());
    }

    @Test
    void itSaysInTheAskersLanguageThatItIsNoModel() throws Exception {
        assertThat(ask("Hello")).contains("demo", "not an AI model", "“Hello”");
        assertThat(ask("你好")).contains("演示", "不是 AI 模型", "“你好”");
    }

    @Test
    void theSameQuestionAlwaysGetsTheSameAnswer() throws Exception {
        assertThat(ask("tell me a story")).isEqualTo(ask("tell me a story"));
        assertThat(ask("讲个故事")).isEqualTo(ask("讲个故事")).isNotEqualTo(ask("tell me a story"));
    }

    @Test
    void aQuestionAboutMarkdownGetsASampleOfAll() throws Exception {
        assertThat(ask("show me markdown"))
                .contains("```java", "| Dish |", "$e^{i\\pi} + 1 = 0$", "- [x]", "> A quotation");
        assertThat(ask("来点 Markdown 看看")).contains("```python", "**“引号里的重点”**");
    }

    @Test
    void theLimitOfTokensIsKeptAndTold() throws Exception {
        var told = new Told();

        greeter().complete(greeting().with(Parameters.NONE.withMaxTokens(5)), told);

        assertThat(told.chunks()).hasSize(6);
        assertThat(told.finished().reason()).isEqualTo(StopReason.LENGTH);
        assertThat(told.finished().tokens()).extracting("output").isEqualTo(5L);
    }

    @Test
    void aStopSequenceEndsTheAnswer() throws Exception {
        var told = new Told();
        var parameters = new Parameters(null, null, null, null, null, List.of("demo"), null);

        greeter().complete(greeting().with(parameters), told);

        assertThat(told.text()).isEqualTo("Hello! I am the **");
        assertThat(told.finished().reason()).isEqualTo(StopReason.STOP);
    }

    @Test
    void thinkingIsToldApart() throws Exception {
        var told = new Told();

        greeter().complete(Completion.of("demo", List.of(Message.user("think about it"))), told);

        assertThat(told.reasoning()).contains("do not think");
        assertThat(told.chunks().getFirst()).isInstanceOf(Chunk.ReasoningDelta.class);
        assertThat(told.text()).doesNotContain("do not think");
    }

    @Test
    void noCharacterIsCutIntoHalves() throws Exception {
        var question = "🌍".repeat(200);

        for (var piece : Pieces.of(ask(question))) {
            assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
                    .isFalse();
        }
    }

    @Test
    void thePiecesTogetherAreTheText() {
        for (var text : List.of("", " \n ", "a  b\n\nc ", Samples.MARKDOWN_ZH, Samples.MARKDOWN_EN)) {
            assertThat(String.join("", Pieces.of(text))).isEqualTo(text);
        }
    }

    @Test
    void onlyWhatSomebodySaidIsRepeatedAndCounted() throws Exception {
        var note = new Part.Remark("[Note: 故事, markdown, something long]");
        var between = new Part.Remark("\n\n");
        var told = new Message(Role.USER, List.of(note, between, new Part.Text("Hello")));
        var alone = new Message(Role.USER, List.of(note));
        var last = new Message(Role.USER, List.of(new Part.Text("Hello"), between, note));

        assertThat(ask(told)).contains("You said: “Hello”.").doesNotContain("Note");
        assertThat(ask(told, Message.assistant("Hi."), last, Message.assistant("Well?"), alone))
                .contains("You said: “Hello”.", "number 2.")
                .doesNotContain("Note");
    }

    private String ask(String question) throws InterruptedException {
        return ask(Message.user(question));
    }

    private String ask(Message... messages) throws InterruptedException {
        var told = new Told();
        greeter().complete(Completion.of("demo", List.of(messages)), told);
        return told.text();
    }
}
