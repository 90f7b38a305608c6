/** Tests of links to read stories by. */
@NullMarked
package raconteur.story.share;

import org.jspecify.annotations.NullMarked;
