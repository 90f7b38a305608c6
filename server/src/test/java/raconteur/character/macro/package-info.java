/** Macros: what they say, and what nobody can make them say. */
@NullMarked
package raconteur.character.macro;

import org.jspecify.annotations.NullMarked;
