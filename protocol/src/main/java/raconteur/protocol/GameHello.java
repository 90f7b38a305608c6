package raconteur.protocol;

import java.util.List;

/**
 * Whom a game talks to and how much at once.
 *
 * @param version the server's
 * @param npcs the key's own characters, newest first, at most 50
 * @param languages those with canned lines
 */
public record GameHello(
        int code, String message, String version, Limits limits, List<Npc> npcs, List<String> languages) {
    /** Somebody to talk to. */
    public record Npc(String id, String name) {}

    /**
     * Sizes in characters unless said otherwise.
     *
     * @param perMinute questions of one player; 0 for any number
     * @param tokensPerDay of one player; 0 for any number
     */
    public record Limits(
            int bodyBytes,
            int answerBytes,
            int playerInput,
            int world,
            int events,
            int allowedActions,
            int lineCjk,
            int lineLatin,
            int waitMs,
            int pollWaitMs,
            int perMinute,
            long tokensPerDay) {}
}
