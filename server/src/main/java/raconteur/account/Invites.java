package raconteur.account;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;

/** What operators do with invitations. Thread-safe. */
@Singleton
public final class Invites {
    /** An invitation at its birth, the only time its text is known, and the page that fills it in. */
    public record Made(Invitation invitation, String text, String link) {}

    private static final Logger LOG = Logger.getLogger(Invites.class);
    private static final Duration USUAL = Duration.ofDays(7);

    private final Database database;
    private final Invitations invitations;
    private final Links links;
    private final InstantSource time;

    Invites(Database database, Invitations invitations, Links links, InstantSource time) {
        this.database = database;
        this.invitations = invitations;
        this.links = links;
        this.time = time;
    }

    /**
     * Makes one.
     *
     * @param expiresAt in ISO 8601; in 7 days when null
     * @throws Refusal {@link Code#INVALID_REQUEST}
     */
    public Made make(Caller operator, String note, int uses, @Nullable String expiresAt) {
        var wanted = KeyRing.moment(expiresAt, time.instant());
        var expires = wanted == null ? time.instant().plus(USUAL) : wanted;
        var issued = database.transact(tx -> invitations.add(tx, operator.account(), note, uses, expires));
        LOG.infof(
                "An invitation was made: invitation=%s uses=%d by=%s",
                issued.invitation().id(), uses, operator.account());
        return new Made(issued.invitation(), issued.text(), links.invitation(issued.text()));
    }

    /** The newest that are older than {@code before}. */
    public List<Invitation> list(@Nullable InvitationId before, int most) {
        return database.read(tx -> invitations.list(tx, before, most));
    }

    /** Makes one void; {@link Code#NOT_FOUND} when there is none such, or it was before. */
    public void revoke(Caller operator, InvitationId id) {
        if (!database.transact(tx -> invitations.revoke(tx, id))) {
            throw new Refusal(Code.NOT_FOUND);
        }
        LOG.infof("An invitation was revoked: invitation=%s by=%s", id, operator.account());
    }
}
