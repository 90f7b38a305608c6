/** Tests of stories that several play. */
@NullMarked
package raconteur.story.party;

import org.jspecify.annotations.NullMarked;
