/** The endpoints by which characters are made. */
@NullMarked
package raconteur.character.creation.http;

import org.jspecify.annotations.NullMarked;
