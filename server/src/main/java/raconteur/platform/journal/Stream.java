package raconteur.platform.journal;

import java.util.UUID;
import raconteur.platform.AccountId;

/** One history. The same id of another owner is another stream: nobody can name one that is not theirs. */
public record Stream(AccountId owner, UUID id) {}
