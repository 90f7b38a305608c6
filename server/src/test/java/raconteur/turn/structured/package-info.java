@NullMarked
package raconteur.turn.structured;

import org.jspecify.annotations.NullMarked;
