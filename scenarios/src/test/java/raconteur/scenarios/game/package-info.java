/** Games over real HTTP, with the reader of the weakest of them. */
@NullMarked
package raconteur.scenarios.game;

import org.jspecify.annotations.NullMarked;
