/** Play: what may happen, and how it is ruled. */
@NullMarked
package raconteur.story.play;

import org.jspecify.annotations.NullMarked;
