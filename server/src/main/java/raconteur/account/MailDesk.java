package raconteur.account;

import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.account.mail.LetterId;
import raconteur.account.mail.Mailer;
import raconteur.account.mail.Post;
import raconteur.account.mail.StoredLetter;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;

/** What operators do with letters that reached nobody by themselves. Thread-safe. */
@Singleton
public final class MailDesk {
    /**
     * How a trial went.
     *
     * @param words with what the mail server said
     */
    public record Trial(boolean delivered, String words) {}

    private static final Logger LOG = Logger.getLogger(MailDesk.class);

    private final Post post;
    private final Correspondence correspondence;

    MailDesk(Post post, Correspondence correspondence) {
        this.post = post;
        this.correspondence = correspondence;
    }

    /** The newest that are older than {@code before}. */
    public List<StoredLetter> list(@Nullable LetterId before, int most) {
        return post.list(before, most);
    }

    /** One letter with its text; {@link Code#NOT_FOUND}. */
    public Post.Opened read(Caller operator, LetterId id) {
        var opened = post.read(id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        LOG.warnf("An operator read a letter: letter=%s by=%s", id, operator.account());
        return opened;
    }

    /** Sends a letter again; {@link Code#NOT_FOUND}. */
    public void again(LetterId id) {
        if (!post.again(id)) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }

    /** Throws a letter away; {@link Code#NOT_FOUND}. */
    public void discard(LetterId id) {
        if (!post.discard(id)) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }

    /** Sends a letter to see whether mail arrives; waits for the mail server. */
    public Trial trial(Caller operator, String address) {
        var to = Email.parse(address);
        if (to == null) {
            throw Refusal.invalid("email", "must not be empty", "不能为空");
        }
        var zh = operator.language() == Language.ZH;
        return switch (correspondence.trial(to, operator.language())) {
            case Mailer.Outcome.Sent() -> new Trial(true, zh ? "邮件服务器已接收。" : "The mail server took it.");
            case Mailer.Outcome.Kept() ->
                new Trial(
                        false,
                        zh
                                ? "未设置邮件服务器：邮件会保留在此，由您转交。"
                                : "No mail server is set: letters are kept here for you to pass on.");
            case Mailer.Outcome.Refused(var words) -> new Trial(false, words);
            case Mailer.Outcome.Deferred(var words) -> new Trial(false, words);
        };
    }
}
