@NullMarked
package raconteur.game;

import org.jspecify.annotations.NullMarked;
