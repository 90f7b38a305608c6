package raconteur.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Ends a login.
 *
 * @param token its token; without one, the bearer or the cookie of the request
 */
public record LogOut(@Nullable @TextLength(max = 4096) String token) {}
