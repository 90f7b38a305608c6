/**
 * Cards: characters as files that people carry from one program to another. Reads the versions 1 to 3 from JSON, PNG
 * and CHARX, writes 2 and 3, and loses nothing of what it does not know. Bytes in, values out: nothing is fetched, kept
 * or drawn here, and every size is bounded before it is believed, because a card is a stranger's file.
 */
@NullMarked
package raconteur.character.card;

import org.jspecify.annotations.NullMarked;
