package raconteur.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.provider.Candidate;
import raconteur.provider.Prices;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;

/** One generation while it runs: who asked, what is told, what was heard. Its state is shared by several threads. */
final class Run {
    final TurnId turn;
    final GenerationId generation;
    final Question question;
    /** How it is asked for; null where one call fills a message. */
    final @Nullable Asking asking;

    final List<Candidate> candidates;
    final Question.Opened opened;
    final EventLog log;
    private final @Nullable Pen pen;
    final Instant admittedAt;
    final List<Tried> attempts = new CopyOnWriteArrayList<>();
    /** Readings that are not on disk yet; the generation's thread keeps them. */
    final List<Readings.Used> unread = new ArrayList<>(0);
    /** What equal questions have in common; null when this one is asked for itself. */
    final @Nullable String reuseKey;

    final KeptAnswers.@Nullable Kept kept;
    final TurnQueue.Ticket ticket;
    /** When it was taken, as {@link System#nanoTime} has it. */
    private final long taken;

    /** Completed when the turn has ended and everybody was told. */
    final CompletableFuture<TurnState> ended = new CompletableFuture<>();

    private @Nullable Thread thread;
    private boolean stopped;
    private boolean interrupted;
    private boolean expired;
    private @Nullable Usage spent;
    private final Heard heard = new Heard();
    private int savedText;
    private int savedReasoning;
    private volatile Candidate answering;
    private volatile @Nullable Tokens tokens;
    private volatile @Nullable StopReason reason;
    private volatile boolean free;
    private long waited;
    private long called;
    private long answered;

    Run(
            TurnId turn,
            GenerationId generation,
            Asked asked,
            Question.Opened opened,
            EventLog log,
            @Nullable Pen pen,
            Instant admittedAt) {
        this.turn = turn;
        this.generation = generation;
        this.question = asked.question();
        this.asking = asked.asking();
        this.candidates = asked.candidates();
        this.reuseKey = asked.reuseKey();
        this.kept = asked.kept();
        this.ticket = asked.ticket();
        this.taken = asked.taken();
        this.opened = opened;
        this.log = log;
        this.pen = pen;
        this.admittedAt = admittedAt;
        this.answering = candidates.getFirst();
    }

    /** The message that it fills; null when it fills none. */
    @Nullable
    MessageId message() {
        var answer = opened.answer();
        return answer == null ? null : answer.id();
    }

    /** Tells or remembers a piece of the answer. */
    void say(boolean isReasoning, String text) {
        if (pen == null) {
            heard.add(isReasoning, text);
        } else {
            pen.write(isReasoning, text);
        }
    }

    void flush() {
        if (pen != null) {
            pen.flush();
        }
    }

    /** Begins on this thread; false when it was stopped before. */
    synchronized boolean begin() {
        thread = Thread.currentThread();
        return !stopped && !interrupted && !expired;
    }

    /** The completion is over: from now on a stop changes nothing. */
    synchronized void finish() {
        thread = null;
        var _ = Thread.interrupted();
    }

    /** Somebody wants no more. */
    synchronized void stop() {
        stopped = true;
        interrupt();
    }

    /** Its time is up. */
    synchronized void expire() {
        expired = !stopped && !interrupted;
        interrupt();
    }

    synchronized boolean hasExpired() {
        return expired && !interrupted;
    }

    /** The server goes down. */
    synchronized void cut() {
        interrupted = true;
        interrupt();
    }

    private void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    synchronized boolean wasCut() {
        return interrupted;
    }

    void answeredBy(Candidate candidate) {
        answering = candidate;
    }

    Candidate answering() {
        return answering;
    }

    void heard(StopReason why, @Nullable Tokens counted) {
        reason = why;
        tokens = counted;
    }

    @Nullable
    StopReason reason() {
        return reason;
    }

    /** Somebody else's call pays for the answer. */
    void free(Tried how) {
        free = true;
        attempts.add(how);
    }

    /** It has waited for a place. */
    void waited(Duration time) {
        waited = time.toNanos();
    }

    Duration waited() {
        return Duration.ofNanos(waited);
    }

    /** The waiting for a provider begins, if it has not begun before. */
    void calling() {
        if (called == 0) {
            called = System.nanoTime();
            answered = called;
        }
    }

    /** The waiting for a provider is over for now. */
    void called() {
        answered = System.nanoTime();
    }

    /**
     * The time since it was taken, without the queue and without the first call of a provider to the end of the last.
     */
    Duration overhead() {
        return Duration.ofNanos(System.nanoTime() - taken - waited - (answered - called));
    }

    /** The text said so far, without the opening that was there before. */
    Said said() {
        var message = message();
        if (message == null) {
            return heard.said();
        }
        return log.spoken().stream()
                .filter(spoken -> spoken.messageId().equals(message))
                .findFirst()
                .map(spoken -> new Said(spoken.text(), spoken.reasoning()))
                .orElse(new Said("", ""));
    }

    /** Text and thinking of an answer. */
    record Said(String text, String reasoning) {
        boolean isEmpty() {
            return text.isEmpty() && reasoning.isEmpty();
        }
    }

    /** What is new since the last call, to be saved. */
    synchronized StoredTurns.@Nullable Draft unsaved() {
        var message = message();
        if (message == null) {
            var latest = heard.unsaved();
            return latest == null ? null : new StoredTurns.Draft(generation, latest);
        }
        var piece = log.since(message, savedText, savedReasoning);
        if (piece == null) {
            return null;
        }
        savedText += piece.text().length();
        savedReasoning += piece.reasoning().length();
        return new StoredTurns.Draft(generation, piece);
    }

    /** What was used by all calls: the provider's count, or ours where there is none and something was said. */
    @Nullable
    Usage usage(Said said) {
        var used = Usage.sum(spent, used(said, question.prompt()));
        return used == null || !free ? used : used.free();
    }

    /** The call is over and was read: what it used is counted, and the next may begin. */
    void read(Reading reading) {
        var used = used(said(), reading.prompt());
        unread.add(new Readings.Used(reading, question.place(), question.parameters(), used));
        spent = Usage.sum(spent, used);
        heard.forget();
        reason = null;
        tokens = null;
    }

    private @Nullable Usage used(Said said, Prompt prompt) {
        var prices = Terms.prices(answering);
        var counted = tokens;
        if (counted != null) {
            return Usage.of(counted, false, cost(prices, counted));
        }
        var fresh = said.text()
                .substring(Math.min(question.opening().length(), said.text().length()));
        if (reason == null && fresh.isEmpty() && said.reasoning().isEmpty()) {
            return null;
        }
        return estimate(prices, prompt.text(), fresh, said.reasoning());
    }

    /** A count of our own, marked as such. */
    static Usage estimate(@Nullable Prices prices, String prompt, String text, String reasoning) {
        var thought = TokenCount.of(reasoning);
        var tokens = new Tokens(TokenCount.of(prompt), TokenCount.of(text) + thought, 0, thought);
        return Usage.of(tokens, true, cost(prices, tokens));
    }

    private static Money cost(@Nullable Prices prices, Tokens tokens) {
        return raconteur.ledger.Meter.cost(prices, tokens);
    }

    /** How it ended, before it is settled. */
    record Outcome(
            TurnState state,
            String finishReason,
            @Nullable Code fault,
            @Nullable String detail) {}
}
