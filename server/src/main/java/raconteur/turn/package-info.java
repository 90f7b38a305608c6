/**
 * The one door to a model: admit → prompt → complete → keep → settle. A turn belongs to the server, not to a
 * connection; its events are numbered from 1, kept for a while, and read by any number of readers that come and go.
 * Floor 3.
 */
@NullMarked
package raconteur.turn;

import org.jspecify.annotations.NullMarked;
