package raconteur.provider.openai;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import raconteur.provider.Adapter;
import raconteur.provider.Connection;
import raconteur.provider.Dialect;
import raconteur.provider.Model;
import raconteur.provider.Provider;

/** Speaks the chat completions API of OpenAI and of the many who copy it. */
@Singleton
public final class OpenAiAdapter implements Adapter {
    private final Lanes lanes;
    private final InstantSource time;

    OpenAiAdapter(Vertx vertx, InstantSource time) {
        this.lanes = new Lanes(vertx);
        this.time = time;
    }

    /** One outside of the container. */
    public static OpenAiAdapter over(Vertx vertx, InstantSource time) {
        return new OpenAiAdapter(vertx, time);
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Provider connect(Connection connection) {
        return new OpenAiProvider(lanes, time, connection, Bounds.DEFAULT);
    }

    @Override
    public List<Model> offered(Connection connection) throws InterruptedException {
        return new ModelList(lanes.next(), connection).ask();
    }
}
