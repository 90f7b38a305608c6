/** Streams of events: one contract for every journal. */
@NullMarked
package raconteur.platform.journal;

import org.jspecify.annotations.NullMarked;
