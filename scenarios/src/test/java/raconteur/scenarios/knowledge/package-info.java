/** What games and worlds know, over HTTP. */
@NullMarked
package raconteur.scenarios.knowledge;

import org.jspecify.annotations.NullMarked;
