package raconteur.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The answer to an event.
 *
 * @param code 0
 * @param message {@code success}
 */
public record Invoked(int code, String message, Data data) {
    /**
     * What happened.
     *
     * @param payload its fields differ by the type of the event; {@code ai_state}, {@code routing} and {@code meta} are
     *     always there
     */
    public record Data(Event event, Session session, JsonNode payload) {}

    /**
     * What it was.
     *
     * @param type in small letters
     */
    public record Event(String type) {}

    /**
     * Where it happened.
     *
     * @param eventNumber which event of its story this was, from 1
     */
    public record Session(String sessionId, int eventNumber) {}

    /** An event that was answered. */
    public static Invoked of(String type, String sessionId, int eventNumber, JsonNode payload) {
        return new Invoked(0, "success", new Data(new Event(type), new Session(sessionId, eventNumber), payload));
    }
}
