package raconteur.account.mail;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Seal;
import raconteur.platform.Secret;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;

/**
 * Takes letters to people. A letter is kept with the change it tells of, in one transaction, and sent afterwards: none
 * is lost by a crash, and nobody who asks for one waits for the mail server. What that server refuses stays, with its
 * words, for the operator. Thread-safe.
 */
@Singleton
public final class Post {
    /** The text of a letter, for the operator who passes it on. */
    public record Opened(StoredLetter letter, Mail mail) {}

    private static final Logger LOG = Logger.getLogger(Post.class);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int AT_ONCE = 20;
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30));
    private static final char SEPARATOR = '\n';

    private final Database database;
    private final Letters letters;
    private final Mailer mailer;
    private final Seal seal;
    private final InstantSource time;
    private final AtomicInteger wanted = new AtomicInteger();

    Post(Database database, Letters letters, Mailer mailer, Secret secret, InstantSource time) {
        this.database = database;
        this.letters = letters;
        this.mailer = mailer;
        this.seal = new Seal(secret, "letters");
        this.time = time;
    }

    /** Looks for letters again and again: for those that were put off, and those that a crash left. */
    public void begin(Ticker ticker) {
        ticker.every("post", ROUND, this::deliver);
    }

    /** Whether letters reach people without an operator. */
    public boolean reachesPeople() {
        return mailer.reachesPeople();
    }

    /**
     * Keeps a letter in the caller's transaction; {@link #hurry} sends it once that is over.
     *
     * @param account whose end ends the letter, if any
     * @param until when its links end
     */
    public void put(Handle tx, @Nullable AccountId account, StoredLetter.Purpose purpose, Mail mail, Instant until) {
        var id = letters.next();
        var sealed = seal.close(id.toString(), mail.subject() + SEPARATOR + mail.text());
        var now = Instant.ofEpochMilli(time.millis());
        letters.add(
                tx,
                account,
                new StoredLetter(id, purpose, mail.to(), sealed, StoredLetter.State.WAITING, null, 0, now, until));
    }

    /** Takes back letters of an account whose keys are void, as far as they are still here. */
    public void withdraw(Handle tx, AccountId account, StoredLetter.Purpose purpose) {
        letters.remove(tx, account, purpose);
    }

    /** Sends what waits, soon and without making the caller wait. */
    public void hurry() {
        var _ = Thread.ofVirtual().name("post").start(this::deliver);
    }

    /** Sends what is due, one after the other. One thread at a time does; another has nothing to do then. */
    public void deliver() {
        if (wanted.getAndIncrement() > 0) {
            return; // whoever is at it looks once more
        }
        int seen = 1;
        while (seen > 0) {
            try {
                round();
            } catch (RuntimeException failure) {
                LOG.warnf("Letters could not be sent yet: %s", failure);
            }
            seen = wanted.updateAndGet(before -> before > 1 ? 1 : 0);
        }
    }

    private void round() {
        var due = database.transact(tx -> letters.claim(tx, AT_ONCE));
        while (!due.isEmpty()) {
            due.forEach(this::deliver);
            due = database.transact(tx -> letters.claim(tx, AT_ONCE));
        }
    }

    private void deliver(StoredLetter letter) {
        var mail = open(letter);
        if (mail.isEmpty()) {
            settle(letter, StoredLetter.State.REFUSED, "It was not sealed by this server and cannot be read.");
            return;
        }
        switch (mailer.send(mail.get())) {
            case Mailer.Outcome.Sent() -> {
                database.transact(tx -> letters.remove(tx, letter.id()));
                LOG.infof("A letter was sent: letter=%s purpose=%s", letter.id(), letter.purpose());
            }
            case Mailer.Outcome.Kept() -> {
                settle(letter, StoredLetter.State.KEPT, null);
                LOG.infof("A letter waits for an operator: letter=%s purpose=%s", letter.id(), letter.purpose());
            }
            case Mailer.Outcome.Refused(var words) -> refuse(letter, words);
            case Mailer.Outcome.Deferred(var words) -> defer(letter, words);
        }
    }

    private void defer(StoredLetter letter, String words) {
        if (letter.tries() >= PAUSES.size()) {
            refuse(letter, words);
            return;
        }
        var next = time.instant().plus(PAUSES.get(letter.tries()));
        if (next.isAfter(letter.expiresAt())) {
            refuse(letter, words);
            return;
        }
        LOG.warnf("A letter was put off until %s: letter=%s %s", next, letter.id(), words);
        database.transact(tx -> {
            letters.move(tx, letter.id(), StoredLetter.State.WAITING, words, next);
            return true;
        });
    }

    private void refuse(StoredLetter letter, String words) {
        LOG.warnf("A letter was refused and waits for an operator: letter=%s %s", letter.id(), words);
        settle(letter, StoredLetter.State.REFUSED, words);
    }

    private void settle(StoredLetter letter, StoredLetter.State state, @Nullable String words) {
        database.transact(tx -> {
            letters.move(tx, letter.id(), state, words, time.instant());
            return true;
        });
    }

    /** The letters that are here, the newest first. */
    public List<StoredLetter> list(@Nullable LetterId before, int most) {
        return database.read(tx -> letters.list(tx, before, most));
    }

    /** One letter with its text. */
    public Optional<Opened> read(LetterId id) {
        return database.read(tx -> letters.find(tx, id))
                .flatMap(letter -> open(letter).map(mail -> new Opened(letter, mail)));
    }

    /** Tries a letter again; false when there is none such. */
    public boolean again(LetterId id) {
        var known = database.transact(tx -> letters.again(tx, id));
        hurry();
        return known;
    }

    /** Throws a letter away; false when there is none such. */
    public boolean discard(LetterId id) {
        return database.transact(tx -> letters.remove(tx, id));
    }

    /** Sends a mail at once, to see what becomes of it; nothing of it is kept. */
    public Mailer.Outcome trial(Mail mail) {
        return mailer.send(mail);
    }

    private Optional<Mail> open(StoredLetter letter) {
        return seal.open(letter.id().toString(), letter.sealed()).map(text -> {
            var end = text.indexOf(SEPARATOR);
            return new Mail(letter.address(), text.substring(0, end), text.substring(end + 1));
        });
    }
}
