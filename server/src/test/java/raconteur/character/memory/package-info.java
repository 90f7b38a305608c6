/** What characters remember, proven. */
@NullMarked
package raconteur.character.memory;

import org.jspecify.annotations.NullMarked;
