package raconteur.conversation;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import raconteur.account.AccountListener;
import raconteur.account.FirstPage;
import raconteur.account.Opening;
import raconteur.platform.AccountId;

/** Gives every login its fresh conversation, and takes away what a deleted account said. */
@Singleton
final class Belongings implements FirstPage, AccountListener {
    private final Library library;
    private final Erasure erasure;

    Belongings(Library library, Erasure erasure) {
        this.library = library;
        this.erasure = erasure;
    }

    @Override
    public UUID open(Handle tx, AccountId account) {
        return library.open(tx, account);
    }

    @Override
    public void opened(Handle tx, Opening opening) {
        // an account begins with nothing said
    }

    @Override
    public void deleted(Handle tx, AccountId account) {
        erasure.eraseAll(tx, account);
    }
}
