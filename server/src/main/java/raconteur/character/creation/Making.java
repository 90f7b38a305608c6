package raconteur.character.creation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.task.PartState;
import raconteur.task.Progress;
import raconteur.task.Task;
import raconteur.task.Work;

/** Makes a character, or writes one part of it again. */
@Singleton
final class Making implements Work {
    static final String KIND = "creation";

    /** How long a picture may take when all has been written. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Reader reader;
    private final Asking asking;
    private final Likeness likeness;
    private final Sheets sheets;

    Making(Reader reader, Asking asking, Likeness likeness, Sheets sheets) {
        this.reader = reader;
        this.asking = asking;
        this.likeness = likeness;
        this.sheets = sheets;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Progress progress) throws InterruptedException {
        var wanted = Wanted.read(progress.task().input());
        if (!wanted.isBlank()) {
            write(progress, wanted);
        }
        progress.keep(now -> now.at(90, "keep"), tx -> sheets.release(tx, progress.task()));
    }

    private void write(Progress progress, Wanted wanted) throws InterruptedException {
        var source = reader.read(progress, wanted);
        var facet = wanted.facet();
        var facets = facet == null ? Facet.ALL : List.of(facet);
        var failure = facet == null ? pictured(progress, wanted, source) : asking.all(progress, wanted, source, facets);
        if (progress.standing().count(PartState.DONE) == 0) {
            throw new Refusal(failure.orElse(Code.INTERNAL));
        }
    }

    /** Asks all, while its picture is drawn. */
    private Optional<Code> pictured(Progress progress, Wanted wanted, String source) throws InterruptedException {
        var image = Outcomes.picture(progress.standing().result());
        if (image.isEmpty()) {
            return asking.all(progress, wanted, source, Facet.ALL);
        }
        var drawing = likeness.begin(progress, image);
        try {
            var failure = asking.all(progress, wanted, source, Facet.ALL);
            drawing.join(PATIENCE);
            return failure;
        } finally {
            drawing.interrupt();
        }
    }

    /** A character that was there before stays; one that was to be made goes whole. */
    @Override
    public void abandoned(Handle tx, Task task) {
        if (Wanted.read(task.input()).facet() == null) {
            sheets.erase(tx, task);
        } else {
            sheets.release(tx, task);
        }
    }
}
