package raconteur.provider;

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
        return Models.fromEnvironment(settings.all(), timers, adapters.stream().toList());
    }

    /** Asks from the moment something needs it, until the server stops. */
    @Produces
    @Singleton
    Discovery discovery(Models models) {
        return Discovery.of(models);
    }

    void stop(@Disposes Discovery discovery) {
        discovery.close();
    }

    @Produces
    @Singleton
    Attempts attempts(InstantSource time, Settings settings) {
        var patience = new Attempts.Patience(
                settings.duration(Setting.UPSTREAM_RETRY_BASE),
                settings.duration(Setting.UPSTREAM_RETRY_CAP),
                settings.duration(Setting.UPSTREAM_RETRY_AFTER_CAP),
                REPETITIONS);
        return new Attempts(time, () -> ThreadLocalRandom.current().nextDouble(), Pause.REAL, patience);
    }
}
