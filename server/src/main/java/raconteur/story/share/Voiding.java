package raconteur.story.share;

import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.story.StoryId;
import raconteur.story.StoryListener;

/** Voids links: a story that is gone leaves none. */
@Singleton
final class Voiding implements StoryListener {
    Voiding() {}

    @Override
    public void removed(Handle tx, AccountId owner, StoryId story) {
        tx.createUpdate("delete from story_share where story_id = :story and account_id = :owner")
                .bind("story", story.toString())
                .bind("owner", owner.toString())
                .execute();
    }
}
