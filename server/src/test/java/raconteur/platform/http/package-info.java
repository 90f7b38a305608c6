/** Tests of the edge. */
@NullMarked
package raconteur.platform.http;

import org.jspecify.annotations.NullMarked;
