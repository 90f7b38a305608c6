/**
 * Values from models: an answer that is JSON of a given schema, had by whatever the model is able to (a strict schema,
 * a forced tool, a JSON mode, a grammar, or asking nicely), read with patience, validated, and repaired with the
 * validator's own words. All of it is one turn with one generation, one hold and one settlement. Stories, characters,
 * groups and memory ask here. Floor 3.
 */
@NullMarked
package raconteur.turn.structured;

import org.jspecify.annotations.NullMarked;
