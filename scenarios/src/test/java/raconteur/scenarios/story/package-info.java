/** Stories over HTTP: the surface, its refusals, repeats, kills. */
@NullMarked
package raconteur.scenarios.story;

import org.jspecify.annotations.NullMarked;
