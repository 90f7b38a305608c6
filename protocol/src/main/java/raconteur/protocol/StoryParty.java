package raconteur.protocol;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A story that several play, as one of them sees it.
 *
 * @param revision grows with every change
 * @param state playing, paused or over
 * @param eventNumber of the last event that was told
 * @param rounds vote or act: how the round that is open is decided, or the next one
 * @param roundSeconds how long that one lasts
 * @param code by which others join; only its host sees it
 * @param host whether whoever looks is the host
 * @param you which of the players looks
 * @param cost of all events since the party was opened
 */
public record StoryParty(
        long revision,
        UUID storyId,
        String title,
        String language,
        String state,
        int eventNumber,
        String nextEventType,
        List<StoryState.Option> options,
        String scene,
        String npcLine,
        StoryState.Status status,
        int arcProgress,
        long remainingSeconds,
        @Nullable StoryTold told,
        String rounds,
        int roundSeconds,
        @Nullable String code,
        boolean host,
        UUID you,
        Round round,
        List<Player> players,
        String cost) {
    /**
     * What is being decided.
     *
     * @param eventNumber of the event that comes of it
     * @param state waiting while nobody has chosen, open, or telling when it is decided and being told
     * @param remainingMs until it is decided without those who have not chosen; null where no time runs
     * @param chosen how many have chosen
     * @param due how many are waited for at all
     * @param yours what whoever looks has chosen
     * @param problem why it could not be told the last time
     */
    public record Round(
            int eventNumber,
            String state,
            @Nullable Long remainingMs,
            int chosen,
            int due,
            @Nullable Chosen yours,
            @Nullable Problem problem) {}

    /** A choice as it was made. */
    public record Chosen(
            @Nullable Integer selectedOptionId, @Nullable String text) {}

    /** Why a round could not be told. */
    public record Problem(String code, String message) {}

    /**
     * One who plays.
     *
     * @param here whether he looked or chose a little while ago
     * @param chosen whether he has chosen in this round
     * @param events in how many he took part
     * @param cost his share of what those cost
     */
    public record Player(UUID id, String name, boolean host, boolean here, boolean chosen, int events, String cost) {}
}
