@NullMarked
package raconteur.ledger;

import org.jspecify.annotations.NullMarked;
