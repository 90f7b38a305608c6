/** Scenarios over HTTP. */
@NullMarked
package raconteur.story.scenario.http;

import org.jspecify.annotations.NullMarked;
