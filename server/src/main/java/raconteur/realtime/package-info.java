/**
 * The event socket: one WebSocket per page or program over which it asks, follows any number of turns, and is told what
 * changes for its account. Speaks the business layer of {@link raconteur.simple} and reads the same numbered events as
 * every other stream. Floor 8.
 *
 * <p>{@link raconteur.realtime.Handshake} lets connections in, {@code Wire} keeps the protocol, {@code Socket} is one
 * connection, {@code Sockets} all of them, {@code Desk} serves what they ask.
 */
@NullMarked
package raconteur.realtime;

import org.jspecify.annotations.NullMarked;
