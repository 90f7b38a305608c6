/** The endpoints of tasks. */
@NullMarked
package raconteur.task.http;

import org.jspecify.annotations.NullMarked;
