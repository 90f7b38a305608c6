@NullMarked
package raconteur.character.lore;

import org.jspecify.annotations.NullMarked;
