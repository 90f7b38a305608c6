/** The endpoints of links to stories, and the public one behind those links. */
@NullMarked
package raconteur.story.share.http;

import org.jspecify.annotations.NullMarked;
