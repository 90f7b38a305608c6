package raconteur.story;

import java.util.List;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Refusal;
import raconteur.story.payload.EventType;
import raconteur.story.play.StoryEvent;

/**
 * Hears what becomes of stories. All but {@link #asked} is called inside the transaction in which it happens; what it
 * throws undoes that.
 */
public interface StoryListener {
    /**
     * The owner wants the next event of a story to be of this type.
     *
     * @throws Refusal when that is not for the owner alone to say
     */
    default void asked(AccountId owner, StoryId story, EventType type) {}

    /** An event was told, and what it cost is settled. */
    default void told(Handle tx, AccountId owner, StoryId story, StoryEvent.Told told) {}

    /** Something else about it changed. */
    default void changed(Handle tx, AccountId owner, StoryId story) {}

    /** It is gone. */
    void removed(Handle tx, AccountId owner, StoryId story);

    /** Everyone who wants to hear of stories. */
    record All(List<StoryListener> each) {
        public All {
            each = List.copyOf(each);
        }

        void asked(AccountId owner, StoryId story, EventType type) {
            each.forEach(one -> one.asked(owner, story, type));
        }

        void happened(Handle tx, AccountId owner, StoryId story, List<StoryEvent> events) {
            for (var event : events) {
                if (event instanceof StoryEvent.Told told) {
                    each.forEach(one -> one.told(tx, owner, story, told));
                }
            }
            changed(tx, owner, story);
        }

        void changed(Handle tx, AccountId owner, StoryId story) {
            each.forEach(one -> one.changed(tx, owner, story));
        }

        void removed(Handle tx, AccountId owner, StoryId story) {
            each.forEach(one -> one.removed(tx, owner, story));
        }
    }
}
