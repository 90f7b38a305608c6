/** Tests of what everyone stands on, and what tests everywhere use. */
@NullMarked
package raconteur.platform;

import org.jspecify.annotations.NullMarked;
