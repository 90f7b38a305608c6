package raconteur.story;

import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;
import raconteur.account.AccountListener;
import raconteur.account.Opening;
import raconteur.platform.AccountId;
import raconteur.platform.journal.SqlJournal;
import raconteur.platform.journal.Stream;
import raconteur.turn.Forgetting;

/** Takes stories away, with all that belongs to them. */
@Singleton
final class Leaving implements AccountListener {
    private final StoryRows rows;
    private final SqlJournal journal;
    private final Forgetting forgetting;
    private final StoryListener.All listeners;

    Leaving(StoryRows rows, SqlJournal journal, Forgetting forgetting, StoryListener.All listeners) {
        this.rows = rows;
        this.journal = journal;
        this.forgetting = forgetting;
        this.listeners = listeners;
    }

    @Override
    public void opened(Handle tx, Opening opening) {
        // an account begins without stories
    }

    @Override
    public void deleted(Handle tx, AccountId account) {
        rows.all(tx, account).forEach(story -> remove(tx, account, story));
    }

    /** Removes one story; false when it is not there. */
    boolean remove(Handle tx, AccountId owner, StoryId story) {
        if (!rows.remove(tx, owner, story)) {
            return false;
        }
        journal.remove(tx, new Stream(owner, story.value()));
        forgetting.forget(tx, owner, story.value());
        listeners.removed(tx, owner, story);
        return true;
    }
}
