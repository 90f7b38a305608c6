package raconteur.provider.ollama;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import raconteur.provider.Adapter;
import raconteur.provider.Connection;
import raconteur.provider.Dialect;
import raconteur.provider.Model;
import raconteur.provider.Provider;
import raconteur.provider.Timers;
import raconteur.provider.wire.Lanes;
import raconteur.provider.wire.Line;

/** Speaks the API of Ollama, a server of open models. */
@Singleton
public final class OllamaAdapter implements Adapter {
    private final Lanes lanes;
    private final InstantSource time;

    OllamaAdapter(Lanes lanes, InstantSource time) {
        this.lanes = lanes;
        this.time = time;
    }

    /** One outside of the container. */
    public static OllamaAdapter over(Lanes lanes, InstantSource time) {
        return new OllamaAdapter(lanes, time);
    }

    @Override
    public Dialect dialect() {
        return Dialect.OLLAMA;
    }

    @Override
    public Provider connect(Connection connection) {
        return provider(connection);
    }

    @Override
    public List<Model> offered(Connection connection) throws InterruptedException {
        return provider(connection).offered();
    }

    /** It says nothing before it has loaded the model: its first byte may take as long as its first content. */
    private OllamaProvider provider(Connection connection) {
        var timers = connection.timers();
        var patient = new Timers(
                timers.connect(), timers.firstContent(), timers.firstContent(), timers.gap(), timers.total());
        return new OllamaProvider(new Line(lanes, time, connection.with(patient)));
    }
}
