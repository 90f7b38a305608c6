@NullMarked
package raconteur.story.payload;

import org.jspecify.annotations.NullMarked;
