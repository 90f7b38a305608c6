package raconteur.web;

import org.jspecify.annotations.Nullable;

/**
 * One file of the app, ready to be sent.
 *
 * @param type its content type
 * @param tag the fingerprint of its content
 * @param isLasting whether its name changes whenever its content does
 * @param plain its bytes; never changed
 * @param zipped its bytes compressed, where that is worth it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copied by nobody on purpose
public record Asset(String type, String tag, boolean isLasting, byte[] plain, byte @Nullable [] zipped) {}
