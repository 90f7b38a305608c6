/** What lorebooks of accounts promise. */
@NullMarked
package raconteur.character.bookshelf;

import org.jspecify.annotations.NullMarked;
