/** Characters as they are kept, changed, brought and given out. */
@NullMarked
package raconteur.character;

import org.jspecify.annotations.NullMarked;
