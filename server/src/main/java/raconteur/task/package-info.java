/**
 * Work that outlives a request: kept in a table, done on a virtual thread of its own, told step by step, cancelled at
 * any time, taken up again after a restart or by another server. A feature brings its {@link raconteur.task.Work}; the
 * {@link raconteur.task.Workshop} has it done. Floor 1.
 */
@NullMarked
package raconteur.task;

import org.jspecify.annotations.NullMarked;
