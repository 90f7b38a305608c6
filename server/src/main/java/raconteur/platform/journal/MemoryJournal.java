package raconteur.platform.journal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Streams that last as long as the program: for tests, and for what need not outlive a restart. Thread-safe. */
public final class MemoryJournal implements Journal {
    /** Nobody else keeps anything here: whoever waits is rung for. */
    private static final Duration NEVER = Duration.ofDays(1);

    private final InstantSource time;
    private final News news = new News();
    private final Map<Stream, List<Entry>> streams = new HashMap<>();

    public MemoryJournal(InstantSource time) {
        this.time = time;
    }

    @Override
    public Appended append(Stream stream, long expected, List<Entry.Draft> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("nothing happened");
        }
        var at = time.instant();
        synchronized (streams) {
            var kept = streams.getOrDefault(stream, List.of());
            if (kept.size() != expected) {
                return new Appended.Conflict(expected, kept.size());
            }
            var longer = new ArrayList<>(kept);
            entries.forEach(entry -> longer.add(new Entry(longer.size() + 1, entry.type(), entry.body(), at)));
            streams.put(stream, longer);
        }
        news.ring();
        return new Appended.At(expected + entries.size());
    }

    @Override
    public List<Entry> read(Stream stream, long after, int most) {
        synchronized (streams) {
            return streams.getOrDefault(stream, List.of()).stream()
                    .skip(after)
                    .limit(most)
                    .toList();
        }
    }

    @Override
    public List<Entry> follow(Stream stream, long after, int most, Duration wait) throws InterruptedException {
        return news.await(() -> read(stream, after, most), wait, NEVER);
    }

    @Override
    public long version(Stream stream) {
        synchronized (streams) {
            return streams.getOrDefault(stream, List.of()).size();
        }
    }

    @Override
    public Appended copy(Stream from, long upTo, Stream to) {
        synchronized (streams) {
            var there = version(to);
            if (there > 0) {
                return new Appended.Conflict(0, there);
            }
            var entries = read(from, 0, Math.toIntExact(upTo));
            if (!entries.isEmpty()) {
                streams.put(to, entries);
            }
            return new Appended.At(entries.size());
        }
    }

    @Override
    public void remove(Stream stream) {
        synchronized (streams) {
            streams.remove(stream);
        }
    }
}
