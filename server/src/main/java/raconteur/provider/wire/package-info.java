/**
 * What every dialect over HTTP shares. The way of a byte: {@link raconteur.provider.wire.Exchange} receives it,
 * {@link raconteur.provider.wire.Reply} decides what kind of answer it belongs to,
 * {@link raconteur.provider.wire.EventReader} cuts events or lines out of it, the dialect's
 * {@link raconteur.provider.wire.Interpreter} reads one, and {@link raconteur.provider.wire.Answer} tells its chunks.
 * All of that runs on an event loop for every token of every stream, so it allocates little and blocks nowhere. A
 * dialect holds a {@link raconteur.provider.wire.Line} for each connection and asks over it.
 */
@NullMarked
package raconteur.provider.wire;

import org.jspecify.annotations.NullMarked;
