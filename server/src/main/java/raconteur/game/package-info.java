/**
 * The surface for games: a player says something to a character, and it answers in lines that fit a speech bubble, in
 * time or with a canned line, remembering each player in each saved world. {@link raconteur.game.Games} is where to
 * begin; the weak clients' way of reading and writing is in {@link raconteur.game.http}. Floor 7.
 */
@NullMarked
package raconteur.game;

import org.jspecify.annotations.NullMarked;
