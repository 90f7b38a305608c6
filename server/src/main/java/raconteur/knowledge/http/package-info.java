/** Knowledge over HTTP. */
@NullMarked
package raconteur.knowledge.http;

import org.jspecify.annotations.NullMarked;
