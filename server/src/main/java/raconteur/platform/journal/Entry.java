package raconteur.platform.journal;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param version its number in its stream, from 1
 * @param type what it is, a word of the feature's own
 * @param body JSON
 * @param at when it was kept
 */
public record Entry(long version, String type, String body, Instant at) {
    /** One that is still to be kept. */
    public record Draft(String type, String body) {}
}
