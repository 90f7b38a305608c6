package raconteur.game;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Ticker;
import raconteur.turn.Question;
import raconteur.turn.Repeats;

/** The replies that are being made or were asked for lately, by request. Thread-safe. */
@Singleton
final class Replies {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 20_000;

    private final Performing performing;
    private final Questions questions;
    private final Repeats repeats;
    private final Blocklist blocklist;
    private final GameConfig config;
    private final Ticker ticker;
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    Replies(
            Performing performing,
            Questions questions,
            Repeats repeats,
            Blocklist blocklist,
            GameConfig config,
            Ticker ticker) {
        this.performing = performing;
        this.questions = questions;
        this.repeats = repeats;
        this.blocklist = blocklist;
        this.config = config;
        this.ticker = ticker;
    }

    /** A reply and what was asked for it. */
    private record Kept(Reply reply, Question.@Nullable Once once) {}

    private static String key(Caller caller, String request) {
        return caller.credential() + " " + request;
    }

    /**
     * The reply to this very request, when it was made before; also that of a canned line, unless no model was asked.
     *
     * @throws Refusal {@link Code#IDEMPOTENCY_MISMATCH} when something else was asked by the same id
     */
    @Nullable
    Reply known(Asked asked) {
        var once = once(asked);
        var found = once == null ? null : kept.getIfPresent(key(asked.caller(), asked.request()));
        if (found == null || found.once() == null || once == null) {
            return null;
        }
        if (!found.once().fingerprint().equals(once.fingerprint())) {
            throw new Refusal(Code.IDEMPOTENCY_MISMATCH);
        }
        return found.reply().isVain() ? null : found.reply();
    }

    /** How a repeated request is recognised: by its id, within its key, and by what is said to whom. */
    private Question.@Nullable Once once(Asked asked) {
        var ask = asked.ask();
        return ask.onceKey() == null
                ? null
                : repeats.once(
                        null,
                        "game " + asked.caller().credential() + " " + ask.onceKey(),
                        "game",
                        ask.input(),
                        ask.player().orElse(""),
                        ask.npc().orElse(""),
                        ask.save());
    }

    /** Begins to make one. */
    Reply begin(Asked asked) {
        var once = once(asked);
        var reply = new Reply(asked, blocklist, performing.lenient());
        var mine = new Kept(reply, once);
        var first = kept.asMap()
                .compute(
                        key(asked.caller(), asked.request()),
                        (_, before) -> before == null || before.reply().isVain() ? mine : before);
        if (first.reply() == reply) {
            performing.begin(reply, once);
        }
        return first.reply();
    }

    /** One that is a canned line from the beginning. */
    Reply canned(Asked asked, Reason reason) {
        var reply = new Reply(asked, blocklist, performing.lenient());
        reply.fail(reason);
        kept.asMap().putIfAbsent(key(asked.caller(), asked.request()), new Kept(reply, once(asked)));
        return reply;
    }

    /** Lets it come later, but not for ever. */
    void expect(Reply reply) {
        ticker.after(config.patience().minus(reply.asked().ask().patience()), () -> giveUp(reply));
    }

    /** Nobody waits for it any more. */
    void giveUp(Reply reply) {
        var turn = reply.giveUp();
        if (turn != null) {
            performing.stop(reply.asked().caller(), turn);
        }
    }

    /** What one question has to be told; {@link Code#NOT_FOUND} when it was not asked with this key lately. */
    Feed feed(Caller caller, String request) {
        var found = kept.getIfPresent(key(caller, request));
        if (found != null) {
            return found.reply().own;
        }
        var row = questions.find(caller, request).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        return performing.again(caller, row);
    }
}
