/** Tests of letters. */
@NullMarked
package raconteur.account.mail;

import org.jspecify.annotations.NullMarked;
