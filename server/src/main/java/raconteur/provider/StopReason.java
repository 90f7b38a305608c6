package raconteur.provider;

/** Why a completion ended. */
public enum StopReason {
    /** The model was done, or met a stop sequence. */
    STOP,
    /** The limit of output tokens, or the context, was reached. */
    LENGTH,
    /** The provider withheld or refused the answer; text that was told is its refusal. */
    FILTERED,
    /** The model asks for tools to be called. */
    TOOL_CALLS
}
