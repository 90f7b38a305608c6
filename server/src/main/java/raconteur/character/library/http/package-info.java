/** Lorebooks over HTTP. */
@NullMarked
package raconteur.character.library.http;

import org.jspecify.annotations.NullMarked;
