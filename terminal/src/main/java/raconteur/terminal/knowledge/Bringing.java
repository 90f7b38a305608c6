package raconteur.terminal.knowledge;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.function.Consumer;
import raconteur.terminal.remote.ServerAddress;
import raconteur.terminal.remote.ServerKey;
import raconteur.terminal.remote.Stopped;

/** Brings a folder into a collection: what is new or differs is sent, what is the same is not. */
public final class Bringing {
    /** How many files had which fate. */
    public record Report(int added, int changed, int unchanged, int removed, int failed, int leftOut) {
        @Override
        public String toString() {
            return added + " added, " + changed + " changed, " + unchanged + " unchanged, " + removed + " removed, "
                    + failed + " failed, " + leftOut + " left out";
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Shelf shelf;
    private final Consumer<String> say;
    private int added;
    private int changed;
    private int unchanged;
    private int removed;
    private int failed;

    /** Talks to that server with that key, and says what becomes of each file. */
    public Bringing(HttpClient http, ServerAddress server, ServerKey key, Consumer<String> say) {
        this(new Shelf(http, server, key, PATIENCE, Duration.ofMillis(250)), say);
    }

    Bringing(Shelf shelf, Consumer<String> say) {
        this.shelf = shelf;
        this.say = say;
    }

    /**
     * Brings it. {@link Stopped} when the server cannot be reached or refuses; what was sent before stays.
     *
     * @param sync whether files of the collection that are not in the folder are taken out; pages of wikis stay
     */
    public Report bring(Path root, String name, boolean sync) throws InterruptedException {
        var folder = Folder.read(root);
        if (folder.files().isEmpty()) {
            throw Stopped.failed("There is nothing in " + root + " that could be read"
                    + (sync ? ", so nothing was taken out either." : "."));
        }
        folder.leftOut().forEach(one -> say.accept("left out  " + one));
        var collection = shelf.collection(name);
        var ledger = shelf.ledger(collection);
        var kept = new HashSet<String>();
        for (var file : folder.files()) {
            kept.add(file.name());
            var line = ledger.get(file.name());
            bring(collection, file, line == null ? "" : line.hash());
        }
        if (sync) {
            folder.leftOut().forEach(one -> kept.add(one.substring(0, one.lastIndexOf(": "))));
            for (var one : ledger.entrySet()) {
                if (!one.getValue().wiki() && !kept.contains(one.getKey())) {
                    shelf.delete(collection, one.getKey());
                    removed++;
                    say.accept("removed   " + one.getKey());
                }
            }
        }
        return new Report(
                added, changed, unchanged, removed, failed, folder.leftOut().size());
    }

    private void bring(String collection, Folder.Entry file, String known) throws InterruptedException {
        try {
            if (file.hash().equals(known)) {
                unchanged++;
                return;
            }
            var taken = shelf.put(collection, file);
            switch (taken.outcome()) {
                case "added" -> added++;
                case "changed" -> changed++;
                case "unchanged" -> unchanged++;
                default -> failed++;
            }
            say.accept("%-9s %s (%s)".formatted(taken.outcome(), file.name(), taken.said()));
        } catch (IOException unreadable) {
            failed++;
            say.accept("failed    " + file.name() + " (" + unreadable.getMessage() + ")");
        }
    }
}
