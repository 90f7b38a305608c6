/** Providers of every dialect behind the packaged server. */
@NullMarked
package raconteur.scenarios.provider;

import org.jspecify.annotations.NullMarked;
