/** What a client of the packaged server can rely on, told over real HTTP. */
@NullMarked
package raconteur.scenarios;

import org.jspecify.annotations.NullMarked;
