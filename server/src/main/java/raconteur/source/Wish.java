package raconteur.source;

import org.jspecify.annotations.Nullable;

/**
 * Whom somebody wants to read about, and where.
 *
 * @param role the name
 * @param choice which of several by that name: a title or an address that the source itself gave
 * @param url of the page, or of the wiki; of no meaning for other sources
 * @param text that was pasted
 */
public record Wish(
        Source source,
        String role,
        @Nullable String choice,
        @Nullable String url,
        @Nullable String text) {}
