package raconteur.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the providers that nobody listed models for what they offer, in the background and again until they answer, so
 * that a start never waits for one.
 */
public final class Discovery implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Discovery.class.getName());
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final List<Thread> asking = new ArrayList<>();

    private Discovery() {}

    /** Begins to ask. */
    public static Discovery of(Models models) {
        return of(models, Pause.REAL);
    }

    static Discovery of(Models models, Pause pause) {
        var discovery = new Discovery();
        for (var question : models.questions()) {
            discovery.asking.add(Thread.ofVirtual()
                    .name("discovery-" + question.connection().name())
                    .start(() -> ask(models, question, pause)));
        }
        return discovery;
    }

    private static void ask(Models models, Models.Question question, Pause pause) {
        var provider = question.connection().name();
        try {
            for (var wait = SHORTEST; ; wait = longer(wait)) {
                try {
                    var offered = question.adapter().offered(question.connection());
                    models.offer(provider, offered);
                    LOG.log(System.Logger.Level.INFO, "The provider {0} offers {1} models.", provider, offered.size());
                    return;
                } catch (ProviderException unanswered) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "The provider {0} does not say which models it offers: {1}",
                            provider,
                            unanswered.getMessage());
                }
                pause.pause(wait);
            }
        } catch (InterruptedException _) {
            // the server stops: what was not learned is not needed
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration wait) {
        var doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    /** Stops asking. */
    @Override
    public void close() {
        asking.forEach(Thread::interrupt);
    }
}
