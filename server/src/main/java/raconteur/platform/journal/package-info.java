/**
 * Append-only streams of events, each numbered from 1 without gaps and owned by one account: append at an expected
 * version, read, follow. What a feature keeps here is what happened; what it is now is a fold over that. Floor 0.
 */
@NullMarked
package raconteur.platform.journal;

import org.jspecify.annotations.NullMarked;
