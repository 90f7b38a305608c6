@NullMarked
package raconteur.game.http;

import org.jspecify.annotations.NullMarked;
