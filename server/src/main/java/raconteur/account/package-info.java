/**
 * Who you are: accounts and their passwords, logins with their tokens, API keys, and who may come in. Everything else
 * learns of an account through {@link raconteur.platform.Caller}, and of its birth and end through
 * {@link raconteur.account.AccountListener}. Floor 1.
 */
@NullMarked
package raconteur.account;

import org.jspecify.annotations.NullMarked;
