package raconteur.account;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gathers what the floors above have to offer. */
final class Wiring {
    @Produces
    @Singleton
    Listeners listeners(Instance<AccountListener> accounts, Instance<FirstPage> firstPage) {
        return new Listeners(
                accounts.stream().toList(),
                firstPage.isUnsatisfied() ? Optional.empty() : Optional.of(firstPage.get()));
    }

    @Produces
    @Singleton
    Errands errands() {
        return Errands.onThreads();
    }
}
