/**
 * Stories that several play. Whoever owns a story opens it to others by a code; they see what is told and choose what
 * happens next in rounds, of which each is decided once. What comes of a round is told as if its owner had posted it.
 */
@NullMarked
package raconteur.story.party;

import org.jspecify.annotations.NullMarked;
