/** Tests of the floor everything stands on. */
@NullMarked
package raconteur.platform.log;

import org.jspecify.annotations.NullMarked;
