/** What holds of every operation in the published document, tried on each of them. */
@NullMarked
package raconteur.scenarios.surface;

import org.jspecify.annotations.NullMarked;
