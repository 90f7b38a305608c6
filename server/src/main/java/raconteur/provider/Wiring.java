package raconteur.provider;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Turns the settings into timers and patience. */
final class Wiring {
    @Produces
    @Singleton
    Timers timers(Settings settings) {
        return new Timers(
                settings.duration(Setting.UPSTREAM_CONNECT),
                settings.duration(Setting.UPSTREAM_FIRST_BYTE),
                settings.duration(Setting.UPSTREAM_FIRST_CONTENT),
                settings.duration(Setting.UPSTREAM_GAP),
                settings.duration(Setting.UPSTREAM_TOTAL));
    }

    @Produces
    @Singleton
    Pause pause() {
        return Pause.REAL;
    }

    @Produces
    @Singleton
    Health health(Settings settings, InstantSource time) {
        var limits = new Breaker.Limits(
                settings.number(Setting.UPSTREAM_BREAKER_FAILURES),
                settings.duration(Setting.UPSTREAM_BREAKER_WINDOW),
                settings.duration(Setting.UPSTREAM_BREAKER_PAUSE));
        return new Health(time, limits, settings.duration(Setting.UPSTREAM_KEY_PAUSE));
    }

    @Produces
    @Singleton
    Attempts attempts(Settings settings, InstantSource time, Pause pause, Health health) {
        var patience = new Attempts.Patience(
                settings.duration(Setting.UPSTREAM_RETRY_BASE),
                settings.duration(Setting.UPSTREAM_RETRY_CAP),
                settings.duration(Setting.UPSTREAM_RETRY_AFTER_CAP),
                Attempts.Patience.DEFAULT.repetitions());
        return new Attempts(time, () -> ThreadLocalRandom.current().nextDouble(), pause, patience, health);
    }
}
