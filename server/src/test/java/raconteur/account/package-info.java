/** Tests of accounts. */
@NullMarked
package raconteur.account;

import org.jspecify.annotations.NullMarked;
