package raconteur.character.creation;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import org.jboss.logging.Logger;
import raconteur.character.Wardrobe;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.source.Sources;
import raconteur.task.Progress;

/** Shows a character by the picture of its page, drawn anew. Without one it is a character all the same. */
@Singleton
final class Likeness {
    private static final Logger LOG = Logger.getLogger(Likeness.class);

    private final Sources sources;
    private final Wardrobe wardrobe;
    private final Database database;

    Likeness(Sources sources, Wardrobe wardrobe, Database database) {
        this.sources = sources;
        this.wardrobe = wardrobe;
        this.database = database;
    }

    /** Begins to; whoever calls decides how long that may take, and interrupts it then. */
    Thread begin(Progress progress, String address) {
        return Thread.ofVirtual().name("likeness-" + progress.task().id()).start(() -> {
            try {
                draw(progress, address);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void draw(Progress progress, String address) throws InterruptedException {
        var task = progress.task();
        try {
            var picture = sources.picture(new URI(address));
            if (database.transact(progress::isMine)) {
                wardrobe.show(task.caller().account(), Sheets.of(task), picture.bytes(), null);
            }
        } catch (Refusal refused) {
            LOG.infof("No picture: task=%s: %s", task.id(), refused.getMessage());
            progress.tell(now -> now.with(Outcomes.warned(
                    now.result(), "NO_PICTURE", refused.detail(), task.caller().language())));
        } catch (URISyntaxException _) {
            LOG.infof("No picture, as its address is none: task=%s", task.id());
        }
    }
}
