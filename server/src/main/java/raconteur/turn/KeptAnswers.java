package raconteur.turn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.account.AccountListener;
import raconteur.account.Opening;
import raconteur.platform.AccountId;
import raconteur.provider.Candidate;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;

/** Whole answers, kept in memory for a while for those who ask the same and take a kept one. Thread-safe. */
@Singleton
final class KeptAnswers implements AccountListener {
    private static final int OVERHEAD = 512;

    /** An answer; {@code model} is the id of who gave it. */
    record Kept(
            AccountId account,
            String model,
            String text,
            String reasoning,
            StopReason reason,
            @Nullable Tokens tokens) {
        int weight() {
            return (int) Math.min(Integer.MAX_VALUE, OVERHEAD + 2L * (text.length() + (long) reasoning.length()));
        }
    }

    private final @Nullable Cache<String, Kept> answers;

    KeptAnswers(TurnConfig config) {
        this.answers = config.answerLife().isZero() || config.answerBytes() == 0
                ? null
                : Caffeine.newBuilder()
                        // what does not fit goes at once, on the thread that found out
                        .executor(Runnable::run)
                        .expireAfterWrite(config.answerLife())
                        .maximumWeight(config.answerBytes())
                        .weigher((String _, Kept kept) -> kept.weight())
                        .build();
    }

    /** What two questions have in common whose answers may stand for each other; null when they may not. */
    static @Nullable String key(Question question, List<Candidate> candidates) {
        var reuse = question.reuse();
        if (!reuse.isAllowed() || !question.opening().isEmpty()) {
            return null;
        }
        var digest = sha256();
        add(digest, question.payer().account().toString());
        add(digest, question.surface());
        add(digest, reuse.scope());
        for (var candidate : candidates) {
            add(digest, candidate.model().id());
        }
        add(digest, "prompt");
        for (var message : question.prompt().messages()) {
            add(digest, message.role().name());
            add(digest, message.text());
        }
        var parameters = question.parameters();
        add(digest, "parameters");
        add(digest, String.valueOf(parameters.temperature()));
        add(digest, String.valueOf(parameters.topP()));
        add(digest, String.valueOf(parameters.maxTokens()));
        add(digest, String.valueOf(parameters.presencePenalty()));
        add(digest, String.valueOf(parameters.frequencyPenalty()));
        add(digest, String.valueOf(parameters.seed()));
        for (var stop : parameters.stop()) {
            add(digest, stop);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Adds a text with its length before it, so that no two lists of texts run into the same bytes. */
    private static void add(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Optional<Kept> find(@Nullable String key) {
        return key == null || answers == null ? Optional.empty() : Optional.ofNullable(answers.getIfPresent(key));
    }

    /** Keeps an answer that is whole. */
    void keep(String key, Kept answer) {
        if (answers != null) {
            answers.put(key, answer);
        }
    }

    @Override
    public void opened(Handle tx, Opening opening) {
        // a new account has asked nothing
    }

    @Override
    public void deleted(Handle tx, AccountId account) {
        if (answers != null) {
            answers.asMap().values().removeIf(kept -> kept.account().equals(account));
        }
    }
}
