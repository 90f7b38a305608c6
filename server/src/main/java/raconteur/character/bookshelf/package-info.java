/**
 * Lorebooks that belong to an account: kept, listed, changed, deleted and brought back, open at the places where it
 * talks, and tried on a text before that. What a book means is said by {@code character.lore}; here are the rows and
 * the work.
 */
@NullMarked
package raconteur.character.bookshelf;

import org.jspecify.annotations.NullMarked;
