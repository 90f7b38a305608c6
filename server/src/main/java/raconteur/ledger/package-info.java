/**
 * What it costs: one wallet and one append-only book per account. A hold takes the most a generation can cost before
 * any call is made; its release and the settlement stand in one transaction, so the balance is always the sum of the
 * book. Turns and generations are opaque ids here. Floor 2.
 */
@NullMarked
package raconteur.ledger;

import org.jspecify.annotations.NullMarked;
