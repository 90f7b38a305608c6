/** Turns and their streams, as a client of the packaged server sees them. */
@NullMarked
package raconteur.scenarios.turn;

import org.jspecify.annotations.NullMarked;
