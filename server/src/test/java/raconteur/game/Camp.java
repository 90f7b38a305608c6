package raconteur.game;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import raconteur.bench.Behaviour;
import raconteur.conversation.Salon;
import raconteur.platform.Caller;
import raconteur.platform.Settings;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.GameAnswer;
import raconteur.protocol.GameNews;

/** A game over a real database and a real upstream. */
final class Camp implements AutoCloseable {
    /** As long as any game waits. */
    static final Duration SOON = Duration.ofSeconds(9);

    final Salon salon;
    Games games;

    Camp(EveryDatabase kind, Path folder, Map<String, String> settings) {
        salon = new Salon(kind, folder, settings);
        var world = salon.world;
        world.with(GameConfig.class, new GameConfig.Wiring().config(world.the(Settings.class)));
        games = world.the(Games.class);
    }

    /** As after a restart: nothing is known but what the database has. */
    void restart() {
        games = salon.world
                .forget(Replies.class)
                .forget(Sessions.class)
                .forget(Performing.class)
                .forget(Games.class)
                .the(Games.class);
    }

    GameAnswer say(Caller caller, Draft draft) {
        return games.interact(caller, draft.ask(), null, Duration.ZERO, "trace");
    }

    GameAnswer say(Draft draft) {
        return say(salon.ada, draft);
    }

    void answering(String text) {
        salon.upstream.always(Behaviour.standard().saying(text));
    }

    String lastSent() {
        return String.join("\n", salon.sent());
    }

    long count(String table) {
        return salon.world
                .database()
                .read(tx -> tx.createQuery("select count(*) from " + table)
                        .mapTo(Long.class)
                        .one());
    }

    static List<String> texts(GameNews news) {
        return news.items().stream().map(GameNews.Item::text).toList();
    }

    /** All that a session is told until it is done. */
    List<GameNews.Item> all(Caller caller, String session) {
        var items = new ArrayList<GameNews.Item>();
        var after = 0L;
        for (var looks = 0; looks < 60; looks++) {
            var news = games.session(caller, session, after, Duration.ofSeconds(1));
            items.addAll(news.items());
            after = news.seq();
            if (news.state().equals("done")) {
                return items;
            }
        }
        throw new AssertionError("no end of " + items);
    }

    @Override
    public void close() {
        salon.close();
    }
}
