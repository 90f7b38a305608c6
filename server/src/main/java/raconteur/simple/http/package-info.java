/** The endpoints of the simple chat surface, each also at the address that older clients call. */
@NullMarked
package raconteur.simple.http;

import org.jspecify.annotations.NullMarked;
