@NullMarked
package raconteur.story.scenario;

import org.jspecify.annotations.NullMarked;
