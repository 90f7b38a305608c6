package raconteur.provider.catalogue;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.db.Database;
import raconteur.provider.Adapter;
import raconteur.provider.KeySeal;
import raconteur.provider.Models;
import raconteur.provider.Pause;
import raconteur.provider.Timers;

/** Brings up what the settings and the database describe, and asks providers what they offer. */
final class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** The catalogue with the models that it keeps up to date. */
    record Both(Catalogue catalogue, Models models) {}

    @Produces
    @Singleton
    Both both(
            Settings settings,
            Timers timers,
            Database database,
            StoredProviders providers,
            StoredModels stored,
            KeySeal seal,
            @All List<Adapter> adapters) {
        try {
            var models = new Models(adapters);
            return new Both(new Catalogue(settings.all(), timers, database, providers, stored, seal, models), models);
        } catch (IllegalArgumentException wrong) {
            throw new Settings.Unusable(String.valueOf(wrong.getMessage()));
        }
    }

    @Produces
    @Singleton
    Catalogue catalogue(Both both) {
        return both.catalogue();
    }

    @Produces
    @Singleton
    Models models(Both both) {
        return both.models();
    }

    @Produces
    @Singleton
    Discovery discovery(Catalogue catalogue, Models models, Pause pause) {
        return new Discovery(catalogue, models, pause);
    }

    void stop(@Disposes Discovery discovery) {
        discovery.close();
    }

    void begin(
            @Observes StartupEvent starting,
            Settings settings,
            Timers timers,
            Catalogue catalogue,
            Models models,
            Discovery discovery) {
        discovery.begin();
        if (settings.flag(Setting.DISCOVER_LOCAL_MODELS)) {
            Thread.ofVirtual().name("local-models").start(() -> look(settings, timers, catalogue, models));
        }
    }

    private static void look(Settings settings, Timers timers, Catalogue catalogue, Models models) {
        try {
            catalogue.found(new LocalServers(models, timers)
                    .look(settings.all(), settings.number(Setting.PORT), catalogue.entries()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Refusal unsaved) {
            // a server that stops while it starts takes no more writes; the next start looks again
            LOG.infof("What was found on this machine was not kept: %s", unsaved.getMessage());
        }
    }
}
