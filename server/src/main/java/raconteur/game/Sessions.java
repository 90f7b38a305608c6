package raconteur.game;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import raconteur.platform.Caller;
import raconteur.turn.TurnEnds;

/**
 * What sessions of games have to be told. Each key has sessions of its own. In this node's memory: numbers begin at the
 * time, so they go on growing over a restart, after which a session is told of answers that were cut off. Thread-safe.
 */
@Singleton
final class Sessions {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 20_000;

    private final Questions questions;
    private final TurnEnds ends;
    private final GameConfig config;
    private final InstantSource time;
    private final Cache<String, Feed> feeds =
            Caffeine.newBuilder().expireAfterAccess(KEPT).maximumSize(MOST).build();

    Sessions(Questions questions, TurnEnds ends, GameConfig config, InstantSource time) {
        this.questions = questions;
        this.ends = ends;
        this.config = config;
        this.time = time;
    }

    /** The feed of a session, begun now if it was not heard of lately. */
    Feed of(Caller caller, String session) {
        return feeds.get(caller.credential() + " " + session, _ -> begin(caller, session));
    }

    private Feed begin(Caller caller, String session) {
        var feed = new Feed(time.millis() / 1000);
        for (var lost : questions.unfinished(caller, session, config.patience().multipliedBy(2))) {
            if (!ends.isRunning(lost.turn())) {
                for (var line : Bubbles.cut(Reason.INTERRUPTED.line(lost.language()))) {
                    feed.add(new Feed.Entry(lost.request(), lost.npc(), new Said.Line(line), Reason.INTERRUPTED, true));
                }
            }
        }
        return feed;
    }

    long size() {
        return feeds.estimatedSize();
    }
}
