/** Characters and what they know, over HTTP. */
@NullMarked
package raconteur.scenarios.character;

import org.jspecify.annotations.NullMarked;
