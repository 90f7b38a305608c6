/** Accounts on the wire: setup, registration, sign-in, one's own account; and who is calling, for every surface. */
@NullMarked
package raconteur.account.http;

import org.jspecify.annotations.NullMarked;
