/** Lorebooks over HTTP. */
@NullMarked
package raconteur.character.bookshelf.http;

import org.jspecify.annotations.NullMarked;
