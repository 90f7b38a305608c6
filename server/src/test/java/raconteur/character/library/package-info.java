/** What lorebooks of accounts promise. */
@NullMarked
package raconteur.character.library;

import org.jspecify.annotations.NullMarked;
