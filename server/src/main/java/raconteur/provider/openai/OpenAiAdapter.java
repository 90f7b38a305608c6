package raconteur.provider.openai;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import raconteur.provider.Adapter;
import raconteur.provider.Connection;
import raconteur.provider.Dialect;
import raconteur.provider.Model;
import raconteur.provider.Provider;
import raconteur.provider.wire.Lanes;
import raconteur.provider.wire.Line;

/** Speaks the chat completions API of OpenAI and of the many who copy it. */
@Singleton
public final class OpenAiAdapter implements Adapter {
    private final Lanes lanes;
    private final InstantSource time;

    OpenAiAdapter(Lanes lanes, InstantSource time) {
        this.lanes = lanes;
        this.time = time;
    }

    /** One outside of the container. */
    public static OpenAiAdapter over(Lanes lanes, InstantSource time) {
        return new OpenAiAdapter(lanes, time);
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Provider connect(Connection connection) {
        return provider(connection);
    }

    @Override
    public List<Model> offered(Connection connection) throws InterruptedException {
        return provider(connection).offered();
    }

    private OpenAiProvider provider(Connection connection) {
        return new OpenAiProvider(new Line(lanes, time, connection));
    }
}
