/** The endpoints of models. */
@NullMarked
package raconteur.provider.http;

import org.jspecify.annotations.NullMarked;
