package raconteur.platform.journal;

import java.time.Duration;
import java.util.List;

/** Streams of events. Thread-safe. */
public interface Journal {
    /**
     * Appends all of these, or none, to a stream that is at this version; 0 for one that is not there yet. When it
     * returns they are kept.
     *
     * @param entries at least one
     */
    Appended append(Stream stream, long expected, List<Entry.Draft> entries);

    /** Entries after a version, oldest first, as many as this at most; none of a stream that is not there. */
    List<Entry> read(Stream stream, long after, int most);

    /**
     * The same, but where there is none it waits for one; none when the time is over.
     *
     * @throws InterruptedException when the wait is interrupted
     */
    List<Entry> follow(Stream stream, long after, int most, Duration wait) throws InterruptedException;

    /** The version of a stream; 0 when it is not there. */
    long version(Stream stream);

    /** Begins a stream with the entries of another one of its owner, up to a version and with their times. */
    Appended copy(Stream from, long upTo, Stream to);

    /** Removes a stream. */
    void remove(Stream stream);
}
