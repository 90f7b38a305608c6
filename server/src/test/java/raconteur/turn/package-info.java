@NullMarked
package raconteur.turn;

import org.jspecify.annotations.NullMarked;
