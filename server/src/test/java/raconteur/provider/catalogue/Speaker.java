package raconteur.provider.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import raconteur.provider.Adapter;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Connection;
import raconteur.provider.Dialect;
import raconteur.provider.Model;
import raconteur.provider.Provider;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;

/** Speaks a dialect to nobody: lists models as it was told to and answers "Hello". */
final class Speaker implements Adapter {
    private final Dialect dialect;
    private final Function<Connection, List<Model>> list;
    final List<Connection> asked = new CopyOnWriteArrayList<>();
    final List<Completion> completions = new CopyOnWriteArrayList<>();

    Speaker(Dialect dialect, Function<Connection, List<Model>> list) {
        this.dialect = dialect;
        this.list = list;
    }

    /** Lists models of these names, whoever asks. */
    static Speaker listing(String... names) {
        return new Speaker(Dialect.OPENAI, connection -> {
            var models = new ArrayList<Model>();
            for (var name : names) {
                models.add(Model.undescribed(connection.name(), name));
            }
            return models;
        });
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Provider connect(Connection connection) {
        return new Provider() {
            @Override
            public void complete(Completion request, Consumer<? super Chunk> out) {
                completions.add(request);
                out.accept(new Chunk.TextDelta("Hello"));
                out.accept(new Chunk.Finished(StopReason.STOP, new Tokens(3, 1, 0, 0), null));
            }

            @Override
            public String body(Completion request) {
                return connection.base().toString();
            }
        };
    }

    @Override
    public List<Model> offered(Connection connection) {
        asked.add(connection);
        return list.apply(connection);
    }
}
