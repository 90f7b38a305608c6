/** Tests of the floor everything stands on. */
@NullMarked
package raconteur.platform;

import org.jspecify.annotations.NullMarked;
