/**
 * What every feature needs to read strangers' files: archives by their directory, in memory and within bounds, and
 * words for what is wrong with a file. Floor 0.
 */
@NullMarked
package raconteur.platform.file;

import org.jspecify.annotations.NullMarked;
