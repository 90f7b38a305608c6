package raconteur.provider.demo;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import raconteur.provider.Adapter;
import raconteur.provider.Connection;
import raconteur.provider.Dialect;
import raconteur.provider.Model;
import raconteur.provider.Pause;
import raconteur.provider.Provider;

/** Makes the provider of templates. */
@Singleton
public final class DemoAdapter implements Adapter {
    private static final Duration CADENCE = Duration.ofMillis(25);

    DemoAdapter() {}

    @Override
    public Dialect dialect() {
        return Dialect.DEMO;
    }

    @Override
    public Provider connect(Connection connection) {
        return new DemoProvider(CADENCE, Pause.REAL);
    }

    @Override
    public List<Model> offered(Connection connection) {
        return connection.models();
    }
}
