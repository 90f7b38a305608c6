package raconteur.provider.wire;

import java.net.URI;
import java.util.List;
import java.util.Map;
import raconteur.provider.ApiKey;
import raconteur.provider.Connection;
import raconteur.provider.Dialect;
import raconteur.provider.Quirks;
import raconteur.provider.Timers;

/** Connections for tests. */
public final class Samples {
    public static final String KEY = "sk-ada-0123456789abcdef";

    public static final Connection CONNECTION =
            connection(Dialect.OPENAI, URI.create("http://127.0.0.1:9/v1"), Timers.DEFAULT, Quirks.NONE);

    private Samples() {}

    public static Connection connection(Dialect dialect, URI base, Timers timers, Quirks quirks) {
        return new Connection(
                "fake",
                dialect,
                base,
                List.of(new ApiKey(KEY)),
                Map.of("X-Title", "Raconteur"),
                quirks,
                List.of(),
                Map.of(),
                false,
                timers);
    }
}
