package raconteur.account;

import raconteur.platform.AccountId;

/**
 * An account that has just been made.
 *
 * @param here whether it was made from this very machine
 */
public record Opening(AccountId account, Role role, boolean here) {}
