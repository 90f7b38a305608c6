package raconteur.account.http;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import raconteur.account.FirstOperator;
import raconteur.account.LocalKey;
import raconteur.account.LoginEnds;
import raconteur.account.mail.Post;
import raconteur.platform.Ticker;

/** What accounts need at every start, before anyone may ask. */
@Singleton
final class Start {
    private final FirstOperator firstOperator;
    private final LocalKey localKey;
    private final LoginEnds ends;
    private final Post post;
    private final Ticker ticker;

    Start(FirstOperator firstOperator, LocalKey localKey, LoginEnds ends, Post post, Ticker ticker) {
        this.firstOperator = firstOperator;
        this.localKey = localKey;
        this.ends = ends;
        this.post = post;
        this.ticker = ticker;
    }

    void begin(@Observes StartupEvent event) {
        localKey.begin();
        ends.begin(ticker);
        firstOperator.begin().ifPresent(Start::print);
        post.begin(ticker);
    }

    /** To the console and not to the log, which may be kept and sent elsewhere. */
    @SuppressWarnings("SystemOut")
    private static void print(String code) {
        System.out.println("This server has no operator yet. On this machine, open its page to make one."
                + " From another machine you need the setup code: " + code);
    }
}
