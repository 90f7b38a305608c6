package raconteur.platform;

import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/** Makes what comes from outside the house: the clock and the operator's settings. */
final class Wiring {
    @Produces
    @Singleton
    InstantSource time() {
        return Clock.tickMillis(ZoneOffset.UTC); // as precise as what is stored
    }

    @Produces
    @Singleton
    Settings settings(@CommandLineArguments String[] commandLine) {
        return Settings.read(Path.of(""), System.getenv(), List.of(commandLine));
    }
}
