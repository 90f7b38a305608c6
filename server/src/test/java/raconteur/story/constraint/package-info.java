@NullMarked
package raconteur.story.constraint;

import org.jspecify.annotations.NullMarked;
