package raconteur.protocol;

/**
 * It worked, and there is nothing more to tell.
 *
 * @param status always 0
 */
public record Done(int status, String message) {}
