package raconteur.story.party;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Money;

/**
 * One who plays.
 *
 * @param isHere whether others were told that he is here
 * @param seenMs when he last looked, by the clock of stories
 * @param events in how many he took part
 * @param cost his share of those
 */
record Player(
        UUID id,
        AccountId account,
        String name,
        boolean isHost,
        boolean isHere,
        long seenMs,
        int events,
        Money cost,
        @Nullable Choice choice) {
    /**
     * What he wants.
     *
     * @param event the number of the event that it is for
     */
    record Choice(
            int event, @Nullable Integer option, @Nullable String text) {}

    boolean isHere(long since) {
        return seenMs > since;
    }

    boolean hasChosen(Round round) {
        return choice != null && round.event() > 0 && choice.event() == round.event();
    }
}
