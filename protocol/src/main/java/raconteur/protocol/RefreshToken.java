package raconteur.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the next pair of tokens.
 *
 * @param refreshToken single use; browsers send a cookie instead
 */
public record RefreshToken(@Nullable @TextLength(max = 256) String refreshToken) {}
