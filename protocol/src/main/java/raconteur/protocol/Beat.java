package raconteur.protocol;

/**
 * A sign of life was noted.
 *
 * @param status always 0
 */
public record Beat(int status) {}
