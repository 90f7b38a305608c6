package raconteur.provider.openai;

import java.net.URI;
import java.util.List;
import java.util.Map;
import raconteur.provider.ApiKey;
import raconteur.provider.Connection;
import raconteur.provider.Dialect;
import raconteur.provider.Quirks;
import raconteur.provider.Timers;

/** Connections for tests. */
final class Samples {
    static final String KEY = "sk-ada-0123456789abcdef";

    static final Connection CONNECTION = connection(URI.create("http://127.0.0.1:9/v1"), Timers.DEFAULT);

    private Samples() {}

    static Connection connection(URI base, Timers timers) {
        return connection(base, timers, Quirks.NONE);
    }

    static Connection connection(URI base, Timers timers, Quirks quirks) {
        return new Connection(
                "fake",
                Dialect.OPENAI,
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
