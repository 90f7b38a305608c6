package raconteur.story.party;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.protocol.StoryJoin;
import raconteur.protocol.StoryParty;
import raconteur.story.StoryId;

/** Who plays along: lets people in by a code, and out. Thread-safe. */
@Singleton
public final class Seats {
    Seats() {}

    /**
     * What came of joining.
     *
     * @param isNew whether he was not in before
     */
    public record Joined(StoryParty party, boolean isNew) {}

    public Joined join(Caller caller, @Nullable StoryId story, StoryJoin wish) {
        throw new Refusal(Code.NOT_FOUND);
    }

    public void leave(Caller caller, StoryId story, UUID player) {
        throw new Refusal(Code.NOT_FOUND);
    }
}
