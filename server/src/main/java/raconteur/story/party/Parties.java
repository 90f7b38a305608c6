package raconteur.story.party;

import jakarta.inject.Singleton;
import java.time.Duration;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.protocol.StoryParty;
import raconteur.protocol.StoryPartyRules;
import raconteur.protocol.StoryTale;
import raconteur.story.StoryId;

/** Stories that several play: opens, shows and closes them. Thread-safe. */
@Singleton
public final class Parties {
    Parties() {}

    public StoryParty open(Caller caller, StoryId story, StoryPartyRules rules) {
        throw new Refusal(Code.NOT_FOUND);
    }

    public void close(Caller caller, StoryId story) {
        throw new Refusal(Code.NOT_FOUND);
    }

    public StoryParty look(Caller caller, StoryId story, long after, Duration wait) throws InterruptedException {
        throw new Refusal(Code.NOT_FOUND);
    }

    public StoryTale tale(AccountId reader, StoryId story, long after) {
        throw new Refusal(Code.NOT_FOUND);
    }
}
