package raconteur.terminal.relay;

import java.util.OptionalLong;

/**
 * What a game is told: one whole JSON object.
 *
 * @param retryAfter seconds, where the server says so
 */
record Answer(int status, Bytes body, OptionalLong retryAfter) {
    Answer(int status, Bytes body) {
        this(status, body, OptionalLong.empty());
    }
}
