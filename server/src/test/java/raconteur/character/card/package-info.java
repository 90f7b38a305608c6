/** Cards: what strangers' files may say, and what they may not do. */
@NullMarked
package raconteur.character.card;

import org.jspecify.annotations.NullMarked;
