/**
 * Letters to people: what is written, the way it takes, and what becomes of it when nobody takes it. Knows nothing of
 * accounts but their ids.
 */
@NullMarked
package raconteur.account.mail;

import org.jspecify.annotations.NullMarked;
