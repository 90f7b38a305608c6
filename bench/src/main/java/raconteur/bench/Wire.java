package raconteur.bench;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The JSON of completions, as OpenAI and its imitators write it. */
final class Wire {
    private final Behaviour behaviour;
    private final Ask ask;
    private final int completionTokens;
    private final String opening;

    Wire(Behaviour behaviour, Ask ask, long created, int completionTokens) {
        this.behaviour = behaviour;
        this.ask = ask;
        this.completionTokens = completionTokens;
        this.opening = "{\"id\":\"%s000000000000\",\"object\":\"chat.completion%s\",\"created\":%d,\"model\":%s,"
                .formatted(Script.ID, ask.stream() ? ".chunk" : "", created, quote(ask.model()));
    }

    static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    /** A chunk with one choice; {@code usage} is a whole member with its comma in front, or empty. */
    String chunk(String delta, String finish, String usage) {
        return choice(0, delta, finish, "") + usage + "}";
    }

    /** A chunk of another choice than the one that was asked for. */
    String stray(String delta) {
        return choice(1, delta, "null", "") + "}";
    }

    String choiceUsageChunk(String finish) {
        return choice(0, "{}", finish, usage()) + "}";
    }

    private String choice(int index, String delta, String finish, String usage) {
        return opening + "\"choices\":[{\"index\":" + index + ",\"delta\":" + delta + ",\"finish_reason\":" + finish
                + usage + "}]";
    }

    String usageChunk() {
        return opening + "\"choices\":[]" + usage() + "}";
    }

    /** A chunk whose {@code choices} member is exactly this, or is missing when empty. */
    String oddChunk(String choices) {
        return opening + (choices.isEmpty() ? "\"service_tier\":\"default\"}" : "\"choices\":" + choices + "}");
    }

    /** An answer in one piece. */
    String whole(String message, String finish) {
        String usage = switch (behaviour.get(Behaviour.Knob.USAGE)) {
            case "none", "choice" -> "";
            default -> usage();
        };
        String inside = behaviour.is(Behaviour.Knob.USAGE, "choice") ? usage() : "";
        return opening + "\"choices\":[{\"index\":0,\"message\":" + message + ",\"logprobs\":null,\"finish_reason\":"
                + finish + inside + "}]" + usage + "}";
    }

    /** The usage member with its comma in front. */
    String usage() {
        return ",\"usage\":"
                + switch (behaviour.get(Behaviour.Knob.USAGE)) {
                    case "negative" -> "{\"prompt_tokens\":-5,\"completion_tokens\":-1,\"total_tokens\":-6}";
                    case "huge" ->
                        "{\"prompt_tokens\":1e18,\"completion_tokens\":1000000000000000000,"
                                + "\"total_tokens\":9223372036854775808}";
                    case "nan" -> "{\"prompt_tokens\":NaN,\"completion_tokens\":\"many\",\"total_tokens\":null}";
                    default -> honest();
                };
    }

    private String honest() {
        int prompt = ask.promptTokens();
        int thoughts = behaviour.is(Behaviour.Knob.REASONING, "none")
                ? 0
                : behaviour.thoughts().size();
        String cached = switch (behaviour.get(Behaviour.Knob.CACHED)) {
            case "openai" -> ",\"prompt_tokens_details\":{\"cached_tokens\":" + prompt / 2 + "}";
            case "deepseek" ->
                ",\"prompt_cache_hit_tokens\":" + prompt / 2 + ",\"prompt_cache_miss_tokens\":" + (prompt - prompt / 2);
            default -> "";
        };
        String reasoning =
                thoughts == 0 ? "" : ",\"completion_tokens_details\":{\"reasoning_tokens\":" + thoughts + "}";
        int completion = completionTokens + thoughts;
        return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d%s%s}"
                .formatted(prompt, completion, prompt + completion, cached, reasoning);
    }

    String finish() {
        String finish = behaviour.get(Behaviour.Knob.FINISH);
        return finish.equals("null") ? "null" : quote(finish);
    }
}
