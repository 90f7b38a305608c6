/**
 * The database: transactions by lambda, on SQLite (one writer thread with group commit, few reader threads) or
 * PostgreSQL. Work handed in runs on a thread of the database's own, never on the caller's, so a virtual thread only
 * ever waits.
 */
@NullMarked
package raconteur.platform.db;

import org.jspecify.annotations.NullMarked;
