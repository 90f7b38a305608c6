/** Tests of tasks. */
@NullMarked
package raconteur.task;

import org.jspecify.annotations.NullMarked;
