/** The event socket, as programs and pages use it and as strangers abuse it. */
@NullMarked
package raconteur.scenarios.realtime;

import org.jspecify.annotations.NullMarked;
