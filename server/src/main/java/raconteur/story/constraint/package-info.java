/**
 * What holds literally on every text of every answer, whatever a model says: lengths, language, forbidden terms in any
 * disguise, two to four options. It finds faults, mends them without asking anybody, and filters text while it streams.
 * Pure: it knows no sessions, no turns, no clock.
 */
@NullMarked
package raconteur.story.constraint;

import org.jspecify.annotations.NullMarked;
