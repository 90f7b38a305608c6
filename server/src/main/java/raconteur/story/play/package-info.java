/**
 * How a story is played: what may happen, what did, how the server rules over what a model proposes, and what comes of
 * it for the next one. Pure: the same story, move and proposal have the same end, whatever the hour.
 */
@NullMarked
package raconteur.story.play;

import org.jspecify.annotations.NullMarked;
