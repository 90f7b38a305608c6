/**
 * Characters made from a page: it is fetched, nine questions about it are put to a model at once, and what the answers
 * say is checked against the page, bounded, and kept trait by trait with what it rests on. All as one task. Floor 4.
 */
@NullMarked
package raconteur.character.creation;

import org.jspecify.annotations.NullMarked;
