/** Characters over HTTP: gallery, editor, pictures, cards, and the page of a public one. */
@NullMarked
package raconteur.character.http;

import org.jspecify.annotations.NullMarked;
