/**
 * Characters called by name: what a program says to one, without knowing of conversations and their trees, and what was
 * said. There is one standing conversation with each character, which begins with the first thing that is said.
 */
@NullMarked
package raconteur.conversation.role;

import org.jspecify.annotations.NullMarked;
