package raconteur.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;

/** Everyone on the floors above who wants to hear of accounts. */
record Listeners(List<AccountListener> accounts, Optional<FirstPage> firstPage) {
    void opened(Handle tx, Opening opening) {
        accounts.forEach(listener -> listener.opened(tx, opening));
    }

    void confirmed(Handle tx, Opening opening) {
        accounts.forEach(listener -> listener.confirmed(tx, opening));
    }

    void deleted(Handle tx, AccountId account) {
        accounts.forEach(listener -> listener.deleted(tx, account));
    }

    Optional<UUID> openPage(Handle tx, AccountId account) {
        return firstPage.map(page -> page.open(tx, account));
    }
}
