/** Who speaks: profiles, their cards, what they remember. Floor 4. */
@NullMarked
package raconteur.character;

import org.jspecify.annotations.NullMarked;
