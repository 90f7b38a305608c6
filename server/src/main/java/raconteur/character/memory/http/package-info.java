/** The endpoints of what characters remember. */
@NullMarked
package raconteur.character.memory.http;

import org.jspecify.annotations.NullMarked;
