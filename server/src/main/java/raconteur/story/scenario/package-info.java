/**
 * Scenarios: starts for stories that authors make, keep, share and carry about as YAML, and ten that come with the
 * server. Knows what a scenario may say and finds every fault in it; makes of one what a story begins with. Knows no
 * story.
 */
@NullMarked
package raconteur.story.scenario;

import org.jspecify.annotations.NullMarked;
