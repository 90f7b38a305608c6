package raconteur.provider;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Brings the providers of this server up from its settings. */
final class ProviderWiring {
    private static final int REPETITIONS = 2;

    @Produces
    @Singleton
    Models models(Settings settings, Instance<Adapter> adapters) {
        var timers = new Timers(
                settings.duration(Setting.UPSTREAM_CONNECT),
                settings.duration(Setting.UPSTREAM_FIRST_BYTE),
                settings.duration(Setting.UPSTREAM_FIRST_CONTENT),
                settings.duration(Setting.UPSTREAM_GAP),
                settings.duration(Setting.UPSTREAM_TOTAL));
        try {
            return Models.fromEnvironment(
                    settings.all(), timers, adapters.stream().toList());
        } catch (IllegalArgumentException wrong) {
            throw new Settings.Unusable(String.valueOf(wrong.getMessage()));
        }
    }

    /** Asks from the moment something needs it, until the server stops. */
    @Produces
    @Singleton
    Discovery discovery(Models models) {
        return Discovery.of(models);
    }

    /** Begins to ask as soon as the server starts. */
    void begin(@Observes StartupEvent event, Discovery discovery) {}

    void stop(@Disposes Discovery discovery) {
        discovery.close();
    }

    @Produces
    @Singleton
    Pause pause() {
        return Pause.REAL;
    }

    @Produces
    @Singleton
    Attempts attempts(InstantSource time, Settings settings, Pause pause) {
        var patience = new Attempts.Patience(
                settings.duration(Setting.UPSTREAM_RETRY_BASE),
                settings.duration(Setting.UPSTREAM_RETRY_CAP),
                settings.duration(Setting.UPSTREAM_RETRY_AFTER_CAP),
                REPETITIONS);
        return new Attempts(time, () -> ThreadLocalRandom.current().nextDouble(), pause, patience);
    }
}
