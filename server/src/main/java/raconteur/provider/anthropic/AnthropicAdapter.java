package raconteur.provider.anthropic;

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

/** Speaks the Messages API of Anthropic. */
@Singleton
public final class AnthropicAdapter implements Adapter {
    private final Lanes lanes;
    private final InstantSource time;

    AnthropicAdapter(Lanes lanes, InstantSource time) {
        this.lanes = lanes;
        this.time = time;
    }

    /** One outside of the container. */
    public static AnthropicAdapter over(Lanes lanes, InstantSource time) {
        return new AnthropicAdapter(lanes, time);
    }

    @Override
    public Dialect dialect() {
        return Dialect.ANTHROPIC;
    }

    @Override
    public Provider connect(Connection connection) {
        return provider(connection);
    }

    @Override
    public List<Model> offered(Connection connection) throws InterruptedException {
        return provider(connection).offered();
    }

    private AnthropicProvider provider(Connection connection) {
        return new AnthropicProvider(new Line(lanes, time, connection));
    }
}
