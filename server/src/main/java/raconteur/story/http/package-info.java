/** The endpoints of stories: the one that events are posted to, and those that show what became of them. */
@NullMarked
package raconteur.story.http;

import org.jspecify.annotations.NullMarked;
