/** Links by which everybody who has one reads a story, and does nothing else with it. */
@NullMarked
package raconteur.story.share;

import org.jspecify.annotations.NullMarked;
