/** Tests of the making of characters. */
@NullMarked
package raconteur.character.creation;

import org.jspecify.annotations.NullMarked;
