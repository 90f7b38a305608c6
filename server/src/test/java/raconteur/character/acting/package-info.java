/** Tests of how characters are brought to speak. */
@NullMarked
package raconteur.character.acting;

import org.jspecify.annotations.NullMarked;
