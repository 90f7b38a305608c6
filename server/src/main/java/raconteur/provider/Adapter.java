package raconteur.provider;

import java.util.List;

/** Speaks one dialect. */
public interface Adapter {
    Dialect dialect();

    /** A provider over this connection. Does not call it. */
    Provider connect(Connection connection);

    /**
     * Asks which models are offered. Blocks; interrupt it to give up.
     *
     * @throws ProviderException if it does not answer, or not with a list
     */
    List<Model> offered(Connection connection) throws InterruptedException;
}
