package raconteur.protocol;

/**
 * Whether this server still waits for its first operator.
 *
 * @param codeRequired whether this caller needs the code that the server printed
 */
public record SetupState(boolean needed, boolean codeRequired) {}
