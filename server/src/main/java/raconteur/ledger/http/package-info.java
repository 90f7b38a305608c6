/** The ledger's endpoints. */
@NullMarked
package raconteur.ledger.http;

import org.jspecify.annotations.NullMarked;
