/** The rules of the house, kept by a machine. */
@NullMarked
package raconteur;

import org.jspecify.annotations.NullMarked;
