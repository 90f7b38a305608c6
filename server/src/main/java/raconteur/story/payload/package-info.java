/**
 * What the answer to each kind of event is made of: its fields, who fills them, what a model is asked for, and the
 * texts that stand in where there are no others. It knows neither sessions nor constraints.
 */
@NullMarked
package raconteur.story.payload;

import org.jspecify.annotations.NullMarked;
