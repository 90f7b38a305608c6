package raconteur.provider.demo;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Format;
import raconteur.provider.Completion.Message;
import raconteur.provider.Completion.Role;

/** What the demo says. A question may ask for a sample: markdown, a story, something long, thinking. */
final class Templates {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final int QUOTED = 80;

    private Templates() {}

    /**
     * What is thought before an answer, perhaps nothing, and the answer.
     *
     * @param isForm whether the answer is a value and not talk
     */
    record Answer(String reasoning, String text, boolean isForm) {}

    static Answer answer(Completion request) {
        return switch (request.format()) {
            case Format.Free _, Format.Json _, Format.Grammar _ -> answer(request.messages());
            case Format.Schema(var _, var schema) -> form(request.messages(), schema);
            case Format.Tool(var _, var schema) -> form(request.messages(), schema);
        };
    }

    /** A value, in the language of the question, or of the whole prompt where there is no question. */
    private static Answer form(List<Message> messages, String schema) {
        var question = last(messages);
        var chinese = question.isBlank()
                ? messages.stream()
                        .anyMatch(message -> HAN.matcher(message.text()).find())
                : HAN.matcher(question).find();
        return new Answer("", Forms.value(schema, chinese), true);
    }

    private static Answer answer(List<Message> messages) {
        var question = last(messages);
        var chinese = HAN.matcher(question).find();
        var asked = question.toLowerCase(Locale.ROOT);
        var reasoning = asks(asked, "think", "reason", "思考", "推理") ? thinking(chinese, question) : "";
        return new Answer(reasoning, text(messages, question, asked, chinese), false);
    }

    private static String text(List<Message> messages, String question, String asked, boolean chinese) {
        if (asks(asked, "markdown")) {
            return chinese ? Samples.MARKDOWN_ZH : Samples.MARKDOWN_EN;
        }
        if (asks(asked, "long", "长文", "很长", "长一点")) {
            return (chinese ? Samples.STORY_ZH : Samples.STORY_EN).repeat(6).strip();
        }
        if (asks(asked, "story", "tale", "故事", "小说")) {
            return (chinese ? Samples.STORY_ZH : Samples.STORY_EN).strip();
        }
        var turn = messages.stream().filter(Templates::isAsked).count();
        return turn <= 1 ? first(question, chinese) : later(question, turn, chinese);
    }

    private static String first(String question, boolean chinese) {
        var quoted = quoted(question);
        return chinese ? """
                您好！我是**演示**：预先写好的模板，不是 AI 模型。

                您刚才说：“%s”。接入真正的模型后，这里会是它的回答。设置环境变量 `DEEPSEEK_API_KEY`（或 `OPENAI_API_KEY` 等）后重新启动即可。

                在此之前，可以试试“讲个故事”“markdown 示例”或“写长一点”，看看界面是怎样的。""".formatted(quoted) : """
                Hello! I am the **demo**: templates written in advance, not an AI model.

                You said: “%s”. Once a model is connected, its answer stands here. Set `DEEPSEEK_API_KEY` (or `OPENAI_API_KEY`, …) and start again.

                Until then, try “tell me a story”, “a markdown sample” or “something long” to see how things look.""".formatted(quoted);
    }

    private static String later(String question, long turn, boolean chinese) {
        var openings = chinese ? Samples.OPENINGS_ZH : Samples.OPENINGS_EN;
        var opening = openings.get(Math.floorMod(question.hashCode(), openings.size()));
        return chinese
                ? "%s（演示，这是您的第 %d 个问题。）\n\n您说的是：“%s”。我只是模板，不懂其中的意思；但对话、编辑、分支和停止都和真正的模型一样可以试。"
                        .formatted(opening, turn, quoted(question))
                : "%s (This is the demo; it was your question number %d.)\n\nYou said: “%s”. I am only a template and do not understand it, but conversations, edits, branches and stopping work here as they do with a real model."
                        .formatted(opening, turn, quoted(question));
    }

    private static String thinking(boolean chinese, String question) {
        return chinese
                ? "用户说：“%s”。我是模板，不会真的思考；这段文字只是演示思考过程显示在哪里。".formatted(quoted(question))
                : "The user says: “%s”. I am a template and do not think; this only shows where thinking appears."
                        .formatted(quoted(question));
    }

    /** The newest of what people said: what they are told of besides is none of their words. */
    private static String last(List<Message> messages) {
        for (var message : messages.reversed()) {
            if (isAsked(message)) {
                return message.said();
            }
        }
        return "";
    }

    private static boolean isAsked(Message message) {
        return message.role() == Role.USER && !message.said().isBlank();
    }

    private static boolean asks(String question, String... words) {
        for (var word : words) {
            if (question.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** The beginning of the question on one line, not cut inside a character. */
    private static String quoted(String question) {
        var line = question.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= QUOTED) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, QUOTED)) + "…";
    }
}
