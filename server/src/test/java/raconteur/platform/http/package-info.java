/** Tests of the floor everything stands on. */
@NullMarked
package raconteur.platform.http;

import org.jspecify.annotations.NullMarked;
