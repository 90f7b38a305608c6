/**
 * Lorebooks: what a model is told when the talk comes to it. Reads and writes books as other programs keep them, finds
 * the entries that fire for a transcript and says why each did or did not, and places what they say in a prompt. Pure:
 * the same book, path, timers and seed give the same answer; time, chance and the count of tokens are passed in.
 */
@NullMarked
package raconteur.character.lore;

import org.jspecify.annotations.NullMarked;
