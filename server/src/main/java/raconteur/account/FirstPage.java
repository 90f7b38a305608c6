package raconteur.account;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;

/** Opens the fresh conversation that every login begins with. */
public interface FirstPage {
    /** Makes it inside the login's transaction and tells its id. */
    UUID open(Handle tx, AccountId account);
}
