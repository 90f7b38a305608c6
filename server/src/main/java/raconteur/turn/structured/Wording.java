package raconteur.turn.structured;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import raconteur.provider.Completion.Format;
import raconteur.provider.Completion.Role;
import raconteur.turn.Prompt;

/** What a model is told about the form of its answer, on each rung, and about a bad answer. */
final class Wording {
    /** The most of a bad answer that is shown to the model again, in UTF-8 bytes. */
    static final int QUOTED = 16 << 10;

    /** More than the sentences around schema and messages, and all messages, in UTF-8 bytes. */
    private static final int AROUND = 16 << 10;

    private final Shape shape;
    private final Prompt prompt;
    private final List<Prompt.Part> amends = new ArrayList<>();

    Wording(Shape shape, Prompt prompt) {
        this.shape = shape;
        this.prompt = prompt;
    }

    /** How long a prompt can become at most, in UTF-8 bytes. */
    static long most(Shape shape, Prompt prompt, int repairs, long maxTokens) {
        var again = repairs == 0 ? 0 : Math.min(QUOTED, maxTokens * 8) + AROUND;
        var form = shape.text().getBytes(StandardCharsets.UTF_8).length * 3L;
        return prompt.bytes() + form + AROUND + again;
    }

    /** The form of the answer on a rung. */
    Format format(Rung rung) {
        return switch (rung) {
            case SCHEMA -> new Format.Schema(shape.name(), shape.strict().orElse(shape.text()));
            case TOOL -> new Format.Tool(shape.name(), shape.text());
            case JSON -> new Format.Json();
            case GRAMMAR -> new Format.Grammar(Grammar.of(shape.schema()));
            case PROMPT -> Format.FREE;
        };
    }

    /** The prompt on a rung, with what was said about the answer before, if there was one. */
    Prompt prompt(Rung rung) {
        var parts = new ArrayList<>(prompt.parts());
        switch (rung) {
            case SCHEMA -> {}
            case TOOL -> parts.add(part("Answer only by calling the tool “" + shape.name() + "”, once."));
            case JSON, GRAMMAR, PROMPT -> parts.add(part("""
                    Answer with one JSON object and nothing else: no prose before or after it, no code fence, no \
                    comments. The JSON must be valid by this JSON Schema:
                    """ + shape.text()));
        }
        parts.addAll(amends);
        return new Prompt(parts, prompt.dropped());
    }

    private Prompt.Part part(String text) {
        return new Prompt.Part("format", shape.name(), Role.SYSTEM, text, null);
    }

    /** Has the next prompt show the bad answer and say what is wrong with it. */
    void amend(String answer, List<String> messages) {
        amends.clear();
        var shown = cut(answer.strip());
        if (!shown.isEmpty()) {
            amends.add(new Prompt.Part("answer", shape.name(), Role.ASSISTANT, shown, null));
        }
        var faults = messages.stream().map(message -> "- " + message).collect(Collectors.joining("\n"));
        var text = "Your answer cannot be used:\n" + faults
                + "\nAnswer again with the whole JSON object, these faults mended and everything else as it was, and"
                + " nothing besides.";
        amends.add(new Prompt.Part("repair", shape.name(), Role.USER, text, null));
    }

    private static String cut(String answer) {
        var bytes = 0;
        for (var at = 0; at < answer.length(); ) {
            var point = answer.codePointAt(at);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > QUOTED) {
                return answer.substring(0, at);
            }
            at += Character.charCount(point);
        }
        return answer;
    }
}
