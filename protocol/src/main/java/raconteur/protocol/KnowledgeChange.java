package raconteur.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What to change of a collection; what is left out stays.
 *
 * @param version what the change was made from
 */
public record KnowledgeChange(
        @TextLength(min = 1, max = 200) @Nullable String name,
        @TextLength(max = 2000) @Nullable String description,
        @Nullable Integer version) {}
