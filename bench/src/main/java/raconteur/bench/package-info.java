/**
 * The fake upstream that speaks a provider's exact protocol with all its faults, the load driver, and the comparisons.
 */
@NullMarked
package raconteur.bench;

import org.jspecify.annotations.NullMarked;
