package raconteur.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a file that is found and told whole.
 *
 * @param id it stays while the file is unchanged
 * @param collection its name
 * @param file its name in the ledger
 * @param title where in the file it stands: headings, or keys of tables, from the outermost on, between {@code " › "}
 * @param url where it is from, for a page of a wiki
 */
public record KnowledgePassage(
        UUID id,
        UUID collectionId,
        String collection,
        String file,
        String title,
        String text,
        @Nullable String url,
        @Nullable String licence) {}
