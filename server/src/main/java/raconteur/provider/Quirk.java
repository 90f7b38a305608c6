package raconteur.provider;

/** One way in which a provider or a model departs from the dialect it speaks. */
public enum Quirk {
    /** Refuses to be asked for usage in a stream; it tells it anyway or never. */
    NO_STREAM_OPTIONS,
    /** Takes {@code max_completion_tokens} instead of {@code max_tokens}. */
    MAX_COMPLETION_TOKENS,
    /** Refuses temperature, top_p and penalties. */
    FIXED_SAMPLING,
    /** Counts reasoning tokens beside the completion tokens, not among them. */
    REASONING_COUNTED_APART,
    /** Refuses assistant messages without text. */
    NO_EMPTY_ANSWERS,
    /** Begins its answer with thinking whose opening tag is in the prompt already: only the closing one arrives. */
    THINKS_UNOPENED
}
