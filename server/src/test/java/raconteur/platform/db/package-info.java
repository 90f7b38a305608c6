/** Tests of the floor everything stands on. */
@NullMarked
package raconteur.platform.db;

import org.jspecify.annotations.NullMarked;
