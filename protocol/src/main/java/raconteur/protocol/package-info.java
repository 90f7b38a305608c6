/**
 * The words on the wire: requests, answers and stream events. Records only; used by server, terminal, bench and tests.
 */
@NullMarked
package raconteur.protocol;

import org.jspecify.annotations.NullMarked;
