/** What people bring from SillyTavern, and what strangers put in its place. */
@NullMarked
package raconteur.character.tavern;

import org.jspecify.annotations.NullMarked;
