/** The mod for Don't Starve Together, in a stand-in for the game, against the real server. */
@NullMarked
package raconteur.scenarios.mod;

import org.jspecify.annotations.NullMarked;
