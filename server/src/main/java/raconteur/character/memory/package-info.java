/**
 * What a character remembers, in three layers: what was said and still stands in the prompt, short lines that stand for
 * what was said before, and what is kept of those for long. All of it hangs on the messages of a path and holds on that
 * path alone: what is remembered at a leaf is the fold of what happened along the way to it, and nothing else. It is
 * made after an answer, never before one. Floor 4.
 */
@NullMarked
package raconteur.character.memory;

import org.jspecify.annotations.NullMarked;
