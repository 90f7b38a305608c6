/** What turns cost, and that nobody pays twice, as a client of the packaged server sees them. */
@NullMarked
package raconteur.scenarios.ledger;

import org.jspecify.annotations.NullMarked;
