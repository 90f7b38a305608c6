package raconteur.turn;

import java.time.Duration;
import java.time.Instant;
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
    final List<Candidate> candidates;
    final Question.Opened opened;
    final EventLog log;
    final Pen pen;
    final Instant admittedAt;
    final List<Tried> attempts = new CopyOnWriteArrayList<>();
    /** What equal questions have in common; null when this one is asked for itself. */
    final @Nullable String reuseKey;

    final KeptAnswers.@Nullable Kept kept;
    /** When it was taken, as {@link System#nanoTime} has it. */
    private final long taken;

    /** Completed when the turn has ended and everybody was told. */
    final CompletableFuture<TurnState> ended = new CompletableFuture<>();

    private @Nullable Thread thread;
    private boolean stopped;
    private boolean interrupted;
    private int savedText;
    private int savedReasoning;
    private volatile Candidate answering;
    private volatile @Nullable Tokens tokens;
    private volatile @Nullable StopReason reason;
    private volatile boolean free;
    private long called;
    private long answered;

    /** @param kept an answer that will do */
    Run(
            TurnId turn,
            GenerationId generation,
            Question question,
            List<Candidate> candidates,
            Question.Opened opened,
            EventLog log,
            Pen pen,
            Instant admittedAt,
            @Nullable String reuseKey,
            KeptAnswers.@Nullable Kept kept,
            long taken) {
        this.turn = turn;
        this.generation = generation;
        this.question = question;
        this.candidates = candidates;
        this.opened = opened;
        this.log = log;
        this.pen = pen;
        this.admittedAt = admittedAt;
        this.reuseKey = reuseKey;
        this.kept = kept;
        this.taken = taken;
        this.answering = candidates.getFirst();
    }

    MessageId message() {
        return opened.answer().id();
    }

    /** Begins on this thread; false when it was stopped before. */
    synchronized boolean begin() {
        thread = Thread.currentThread();
        return !stopped && !interrupted;
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

    synchronized boolean wasStopped() {
        return stopped && !interrupted;
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

    /** The time since it was taken, without that from the first call of a provider to the end of the last. */
    Duration overhead() {
        return Duration.ofNanos(System.nanoTime() - taken - (answered - called));
    }

    /** The text said so far, without the opening that was there before. */
    Said said() {
        return log.spoken().stream()
                .filter(spoken -> spoken.messageId().equals(message()))
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
        var piece = log.since(message(), savedText, savedReasoning);
        if (piece == null) {
            return null;
        }
        savedText += piece.text().length();
        savedReasoning += piece.reasoning().length();
        return new StoredTurns.Draft(generation, piece);
    }

    /** What was used: the provider's count, or ours where there is none and something was said. */
    @Nullable
    Usage usage(Said said) {
        var used = used(said);
        return used == null || !free ? used : used.free();
    }

    private @Nullable Usage used(Said said) {
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
        return estimate(prices, question.prompt().text(), fresh, said.reasoning());
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
