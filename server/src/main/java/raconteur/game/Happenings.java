package raconteur.game;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import raconteur.platform.Caller;

/** What happened in games while nobody spoke, until the next question is told. In this node's memory. Thread-safe. */
@Singleton
final class Happenings {
    /** The newest that are kept for one question. */
    static final int MOST = 20;

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int PLACES = 20_000;

    private final Cache<String, List<String>> waiting =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(PLACES).build();

    Happenings() {}

    static String session(Caller caller, String session) {
        return caller.credential() + " session " + session;
    }

    static String player(Caller caller, String player) {
        return caller.credential() + " player " + player;
    }

    /** Keeps these for a place; how many wait there now. */
    int add(String place, List<String> events) {
        var now = waiting.asMap().merge(place, events, Happenings::newest);
        return now.size();
    }

    static List<String> newest(List<String> older, List<String> newer) {
        var all = new ArrayList<>(older);
        all.addAll(newer);
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** What waits at a place; it is told once. */
    List<String> take(String place) {
        var found = waiting.asMap().remove(place);
        return found == null ? List.of() : found;
    }
}
