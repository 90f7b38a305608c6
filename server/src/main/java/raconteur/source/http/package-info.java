/** The endpoint that tells who goes by a name. */
@NullMarked
package raconteur.source.http;

import org.jspecify.annotations.NullMarked;
