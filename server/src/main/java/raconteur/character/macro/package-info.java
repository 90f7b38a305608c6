/**
 * Macros: {@code {{char}}}, {@code {{random:a,b}}} and their kind, in what authors wrote. A text is evaluated once,
 * with bounds; what people or models said is put in as it stands and never looked into. Chance and time are passed in.
 */
@NullMarked
package raconteur.character.macro;

import org.jspecify.annotations.NullMarked;
