package raconteur.account.mail;

import java.time.InstantSource;
import raconteur.platform.Ids;
import raconteur.platform.Secret;
import raconteur.platform.Settings;
import raconteur.platform.db.Database;

/** Puts the post together for tests elsewhere, as the settings say. */
public final class PostOffice {
    private PostOffice() {}

    public static Post over(Database database, Ids ids, Settings settings, Secret secret, InstantSource time) {
        return new Post(database, new Letters(ids, time, settings), MailWiring.mailerOf(settings, time), secret, time);
    }
}
