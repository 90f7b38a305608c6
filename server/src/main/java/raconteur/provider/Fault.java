package raconteur.provider;

/** What went wrong at a provider. */
public enum Fault {
    /** Not reachable: refused, unknown host, no connection in time. */
    UNAVAILABLE,
    /** The encrypted connection could not be trusted. Never retried, never in plain. */
    TLS,
    /** Nothing, or no content, in time. */
    TIMEOUT,
    /** The connection broke, or the answer ended before its end. */
    RESET,
    /** Content began and then stopped coming. */
    STALLED,
    /** Too many requests for this key. */
    RATE_LIMITED,
    /** The provider has no capacity right now. */
    OVERLOADED,
    /** The key, address, region or model name is wrong: an operator must act. */
    CONFIG,
    /** The provider's account has no credit left: an operator must act. */
    QUOTA,
    /** The provider failed, or refused the request for a reason of its own. */
    ERROR,
    /** The prompt does not fit into the model's context. */
    CONTEXT_TOO_LONG,
    /** What answered does not speak this dialect, such as a web page. */
    BAD_RESPONSE,
    /** The stream broke its own rules or its bounds. */
    PROTOCOL,
    /** The provider refuses this content. */
    CONTENT_POLICY
}
