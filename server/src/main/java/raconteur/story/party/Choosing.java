package raconteur.story.party;

import jakarta.inject.Singleton;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.protocol.StoryChoice;
import raconteur.protocol.StoryParty;
import raconteur.story.StoryId;

/** Takes what players choose. Thread-safe. */
@Singleton
public final class Choosing {
    Choosing() {}

    public StoryParty choose(Caller caller, StoryId story, StoryChoice choice) {
        throw new Refusal(Code.NOT_FOUND);
    }
}
