package raconteur.game;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;
import raconteur.protocol.GameAnswer;
import raconteur.turn.TurnId;

/** The answer to one question while it is made, told and asked for again. Thread-safe. */
final class Reply {
    /** How far it has come. */
    private enum State {
        /** It is being made. */
        RUNNING,
        /** All of it is here; that is being kept. */
        WHOLE,
        /** It was told, or can be. */
        ENDED,
        /** Nobody waits any more; a canned line stands for it. */
        GIVEN_UP
    }

    private final Asked asked;
    private final Blocklist blocklist;
    private final Speech speech;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Feed.Entry> told = new ArrayList<>();
    /** Of this one question alone, for who polls by its id. */
    final Feed own = new Feed(0);

    private @Nullable Feed session;
    private State state = State.RUNNING;
    private @Nullable Reason reason;
    private @Nullable Refusal refusal;
    private @Nullable TurnId turn;
    private boolean cached;
    private List<GameAnswer.Source> sources = List.of();

    Reply(Asked asked, Blocklist blocklist, ObjectMapper lenient) {
        this.asked = asked;
        this.blocklist = blocklist;
        this.speech = new Speech(asked.ask().allowed(), lenient);
        own.open();
    }

    Asked asked() {
        return asked;
    }

    /** More was written. */
    void feed(String text) {
        lock.lock();
        try {
            if (state == State.RUNNING && reason == null) {
                tell(speech.feed(text), false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether this answer was given before. */
    void cached(boolean isCached) {
        lock.lock();
        try {
            cached |= isCached;
        } finally {
            lock.unlock();
        }
    }

    /** What the answer rests on; an answer that was not told rests on nothing. */
    void restsOn(List<GameAnswer.Source> passages) {
        lock.lock();
        try {
            sources = passages;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Nothing more will be written.
     *
     * @param isWhole whether it ended by itself
     * @param fault why it failed, if it did
     * @return whether anything of it is told to the player, who will remember that it was said
     */
    boolean written(boolean isWhole, @Nullable Reason fault) {
        lock.lock();
        try {
            if (state == State.GIVEN_UP) {
                return session != null && isAnySaid();
            }
            if (reason == null) {
                tell(speech.end(isWhole), true);
            }
            if (told.isEmpty()) {
                reason = fault == null ? Reason.MODEL_FAILED : fault;
                canned();
            }
            state = State.WHOLE;
            changed.signalAll();
            return isAnySaid();
        } finally {
            lock.unlock();
        }
    }

    private boolean isAnySaid() {
        return told.stream().anyMatch(entry -> entry.reason() == null);
    }

    /** All of it is on disk. */
    void end() {
        lock.lock();
        try {
            if (state == State.WHOLE) {
                close(State.ENDED);
            }
        } finally {
            lock.unlock();
        }
    }

    /** There will only be a canned line. */
    void fail(Reason why) {
        lock.lock();
        try {
            if (state == State.RUNNING) {
                reason = why;
                canned();
                close(State.ENDED);
            }
        } finally {
            lock.unlock();
        }
    }

    /** It may not be asked at all, and the game is told so. */
    void refuse(Refusal no) {
        lock.lock();
        try {
            if (state == State.RUNNING) {
                refusal = no;
                reason = Reason.INTERNAL;
                canned();
                close(State.ENDED);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Its turn was taken; true when nobody waits for it any more. */
    boolean began(TurnId taken) {
        lock.lock();
        try {
            turn = taken;
            return state == State.GIVEN_UP;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more: what was not told by now is not told. The turn to stop, if it runs. */
    @Nullable
    TurnId giveUp() {
        lock.lock();
        try {
            if (state != State.RUNNING) {
                return null;
            }
            if (session == null || told.isEmpty()) {
                told.clear();
                reason = Reason.LATE;
                canned();
            }
            close(State.GIVEN_UP);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void close(State how) {
        state = how;
        if (session == null) {
            told.forEach(own::add);
        }
        own.close();
        if (session != null) {
            session.close();
        }
        changed.signalAll();
    }

    /** From now on the session is told, first what was said already; false when it has ended. */
    boolean hand(Feed feed) {
        lock.lock();
        try {
            if (state != State.RUNNING) {
                return false;
            }
            if (session == null) {
                session = feed;
                feed.open();
                told.forEach(entry -> show(feed, entry));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void tell(List<Said> said, boolean isEnd) {
        for (var at = 0; at < said.size() && reason == null; at++) {
            if (said.get(at) instanceof Said.Line(var line) && blocklist.holds(line.text())) {
                reason = Reason.BLOCKED;
                canned();
                return;
            }
            add(new Feed.Entry(asked.request(), asked.npc(), said.get(at), null, isEnd && at == said.size() - 1));
        }
    }

    private void canned() {
        var why = reason == null ? Reason.INTERNAL : reason;
        var lines = Bubbles.cut(why.line(asked.ask().language()));
        for (var at = 0; at < lines.size(); at++) {
            add(new Feed.Entry(
                    asked.request(), asked.npc(), new Said.Line(lines.get(at)), why, at == lines.size() - 1));
        }
    }

    private void add(Feed.Entry entry) {
        told.add(entry);
        if (session != null) {
            show(session, entry);
        }
    }

    private void show(Feed feed, Feed.Entry entry) {
        own.add(entry);
        feed.add(entry);
    }

    /** Waits until it is whole, for so long at most; whether it is. */
    boolean await(Duration most) throws InterruptedException {
        lock.lock();
        try {
            var left = most.toNanos();
            while (state == State.RUNNING && left > 0) {
                left = changed.awaitNanos(left);
            }
            return state != State.RUNNING;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that it was told is on disk too, for so long at most. */
    void settled(Duration most) throws InterruptedException {
        lock.lock();
        try {
            var left = most.toNanos();
            while (state == State.WHOLE && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing more of it will be told: it is whole, or nobody waits for it any more. */
    boolean isToldOut() {
        lock.lock();
        try {
            return state != State.RUNNING;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is only a canned line because no model was asked: then the same may be asked again. */
    boolean isVain() {
        lock.lock();
        try {
            return state == State.ENDED && turn == null;
        } finally {
            lock.unlock();
        }
    }

    /** How many actions were not allowed or not well made. */
    int dropped() {
        lock.lock();
        try {
            return speech.dropped();
        } finally {
            lock.unlock();
        }
    }

    /** Why there is a canned line, if there is one. */
    @Nullable
    Reason reason() {
        lock.lock();
        try {
            return reason;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The answer as the game gets it.
     *
     * @throws Refusal when it may not be asked at all
     */
    GameAnswer answer() {
        lock.lock();
        try {
            if (refusal != null) {
                throw refusal;
            }
            if (state == State.RUNNING) {
                return answer("pending", "", List.of(), List.of());
            }
            var lines = new ArrayList<GameAnswer.Line>();
            var actions = new ArrayList<GameAnswer.Action>();
            for (var entry : told) {
                switch (entry.said()) {
                    case Said.Line(var line) -> lines.add(line);
                    case Said.Act(var name, var args) -> actions.add(new GameAnswer.Action(name, args));
                }
            }
            var text = new StringBuilder();
            for (var line : lines) {
                Speech.join(text, line.text());
            }
            return answer(reason == null ? "done" : "fallback", text.toString(), lines, actions);
        } finally {
            lock.unlock();
        }
    }

    private GameAnswer answer(String word, String text, List<GameAnswer.Line> lines, List<GameAnswer.Action> actions) {
        return new GameAnswer(
                text,
                0,
                "success",
                asked.request(),
                word,
                reason == null ? null : reason.word(),
                asked.npc().isEmpty() ? null : asked.npc(),
                List.copyOf(lines),
                List.copyOf(actions),
                cached,
                reason != null || sources.isEmpty() ? null : sources);
    }
}
