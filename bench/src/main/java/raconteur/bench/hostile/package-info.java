/**
 * What tries stories: honest texts, forbidden words in disguise, a model that spoils what it should say, and a second
 * reading of the constraints that shares no code with the server's.
 */
@NullMarked
package raconteur.bench.hostile;

import org.jspecify.annotations.NullMarked;
