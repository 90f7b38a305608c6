package raconteur.protocol;

import java.util.List;

/** What became of the files that were sent, in their order. */
public record KnowledgeFiles(List<Taken> files) {
    /**
     * What became of one.
     *
     * @param outcome {@code added}, {@code changed}, {@code unchanged} (nothing was done), or {@code failed}: it is in
     *     the ledger with the reason, and what an older file of that name said is gone
     */
    public record Taken(String outcome, KnowledgeFile file) {}
}
