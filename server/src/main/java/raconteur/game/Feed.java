package raconteur.game;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import raconteur.protocol.GameNews;

/** What is told to those who poll: numbered, in order, the newest kept. Thread-safe. */
final class Feed {
    /** More than any game leaves unread. */
    private static final int MOST = 400;

    /** Bytes of one look, so that it stays under 20 kB. */
    private static final int PAGE = 14_000;

    private final long base;
    private final Deque<GameNews.Item> items = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private long last;
    private int open;

    /** @param base the number before the first */
    Feed(long base) {
        this.base = base;
        this.last = base;
    }

    /**
     * One thing to tell, which is numbered here.
     *
     * @param said a line or an action
     * @param reason with a canned line: why
     */
    record Entry(
            String request, String npc, Said said, @Nullable Reason reason, boolean last) {}

    /** Something will be told. */
    void open() {
        lock.lock();
        try {
            open++;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more of that will be. */
    void close() {
        lock.lock();
        try {
            open--;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void add(Entry entry) {
        lock.lock();
        try {
            items.add(item(++last, entry));
            if (items.size() > MOST) {
                items.remove();
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static int size(GameNews.Item item) {
        var args = item.args();
        return 200
                + Speech.written(item.requestId())
                + Speech.written(String.valueOf(item.npc()))
                + Speech.written(item.text())
                + (args == null ? 0 : Speech.written(args.toString()));
    }

    private static GameNews.Item item(long seq, Entry entry) {
        var reason = entry.reason() == null ? null : entry.reason().word();
        var npc = entry.npc().isEmpty() ? null : entry.npc();
        return switch (entry.said()) {
            case Said.Line(var line) ->
                new GameNews.Item(
                        seq,
                        "say",
                        entry.request(),
                        npc,
                        line.text(),
                        line.seconds(),
                        null,
                        null,
                        reason,
                        entry.last());
            case Said.Act(var name, var args) ->
                new GameNews.Item(seq, "action", entry.request(), npc, "", 0, name, args, reason, entry.last());
        };
    }

    /**
     * What came after a number; all there is where that number was never given.
     *
     * @param wait how long to wait for something, while something will come
     */
    GameNews after(long seen, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            var left = wait.toNanos();
            var from = seen > last ? base : Math.max(seen, base);
            while (last <= from && open > 0 && left > 0) {
                left = news.awaitNanos(left);
            }
            var page = new ArrayList<GameNews.Item>();
            var size = 0;
            for (var item : items) {
                if (item.seq() > from) {
                    size += size(item);
                    if (size > PAGE && !page.isEmpty()) {
                        break;
                    }
                    page.add(item);
                }
            }
            var seq = page.isEmpty() ? from : page.getLast().seq();
            var state = open > 0 || seq < last ? "pending" : "done";
            return new GameNews(0, "success", seq, state, List.copyOf(page));
        } finally {
            lock.unlock();
        }
    }
}
