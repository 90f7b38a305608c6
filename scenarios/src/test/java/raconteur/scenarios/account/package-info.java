/** Who gets in and who does not: the abuse table's rows A, B and D on the surface of accounts. */
@NullMarked
package raconteur.scenarios.account;

import org.jspecify.annotations.NullMarked;
