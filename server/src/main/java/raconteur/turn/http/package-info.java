/** The endpoints of turns: state, events, stop, continue, inspection. */
@NullMarked
package raconteur.turn.http;

import org.jspecify.annotations.NullMarked;
