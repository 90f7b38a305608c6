/** Characters as a client of the packaged server sees them. */
@NullMarked
package raconteur.scenarios.character;

import org.jspecify.annotations.NullMarked;
