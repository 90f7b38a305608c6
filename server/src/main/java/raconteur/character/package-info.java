/**
 * Who speaks: characters, what they know of their world, what they remember. Reads the cards and lorebooks people already
 * own and gives them back whole. Floor 4: puts questions through the turn, knows no conversation and no story.
 */
@NullMarked
package raconteur.character;

import org.jspecify.annotations.NullMarked;
