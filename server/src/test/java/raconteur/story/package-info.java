/** Stories: what happens, what is ruled, what is kept. */
@NullMarked
package raconteur.story;

import org.jspecify.annotations.NullMarked;
