/**
 * What strangers' files have in common, of whatever they speak: JSON, read in memory and in bounds. Archives are
 * {@code platform.file}'s.
 */
@NullMarked
package raconteur.character.file;

import org.jspecify.annotations.NullMarked;
