package raconteur.story.share;

import jakarta.inject.Singleton;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.protocol.SharedStory;
import raconteur.protocol.StoryShare;
import raconteur.protocol.StoryShared;
import raconteur.story.StoryId;

/** Links to read stories by: one at a time for each. */
@Singleton
public final class Shares {
    Shares() {}

    public StoryShare share(AccountId owner, StoryId story) {
        throw new Refusal(Code.NOT_FOUND);
    }

    public StoryShared shared(AccountId owner, StoryId story) {
        throw new Refusal(Code.NOT_FOUND);
    }

    public void end(AccountId owner, StoryId story) {
        throw new Refusal(Code.NOT_FOUND);
    }

    public SharedStory read(String token) {
        throw new Refusal(Code.NOT_FOUND);
    }
}
