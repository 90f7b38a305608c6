/** The endpoints of stories that several play. */
@NullMarked
package raconteur.story.party.http;

import org.jspecify.annotations.NullMarked;
