/** Endpoints of games: lenient in, strict out, keys only. */
@NullMarked
package raconteur.game.http;

import org.jspecify.annotations.NullMarked;
