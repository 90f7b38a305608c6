/**
 * A door on this machine to a server elsewhere, for games that may call only their own machine.
 *
 * <p>{@link raconteur.terminal.relay.Front} lets in what a game says and nobody else does;
 * {@link raconteur.terminal.relay.Link} carries it to the server, with the key, and knows whether anybody answers
 * there; {@link raconteur.terminal.relay.Delivery} is one question on its way, which is repeated until it is answered
 * or too old. What the game gets is always one whole JSON object, the server's or one of
 * {@link raconteur.terminal.relay.Words}.
 */
@NullMarked
package raconteur.terminal.relay;

import org.jspecify.annotations.NullMarked;
