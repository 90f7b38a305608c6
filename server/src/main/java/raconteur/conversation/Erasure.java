package raconteur.conversation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;
import raconteur.turn.Forgetting;

/** Erases for good what was deleted and can no longer be restored. */
@Singleton
final class Erasure {
    private static final Logger LOG = Logger.getLogger(Erasure.class);
    private final Database database;
    private final Conversations conversations;
    private final Messages messages;
    private final Personas personas;
    private final Presets presets;
    private final Forgetting forgetting;
    private final InstantSource time;
    private final Duration window;

    Erasure(
            Database database,
            Conversations conversations,
            Messages messages,
            Personas personas,
            Presets presets,
            Forgetting forgetting,
            InstantSource time,
            Settings settings) {
        this.database = database;
        this.conversations = conversations;
        this.messages = messages;
        this.personas = personas;
        this.presets = presets;
        this.forgetting = forgetting;
        this.time = time;
        this.window = settings.duration(Setting.RESTORE_WINDOW);
    }

    /** What was deleted after this time can be restored. */
    Instant limit() {
        return time.instant().minus(window);
    }

    void begin(Ticker ticker) {
        var every = Math.clamp(window.toMillis() / 4, 1, 60_000);
        ticker.every("erasure", Duration.ofMillis(every), this::run);
    }

    private void run() {
        try {
            database.transact(tx -> {
                var limit = limit();
                conversations.deletedBefore(tx, limit).forEach(doomed -> erase(tx, doomed.owner(), doomed.id()));
                return messages.erase(tx, limit) + personas.erase(tx, limit) + presets.erase(tx, limit);
            });
        } catch (RuntimeException failure) {
            LOG.warnf("What was deleted could not be erased yet: %s", failure);
        }
    }

    /** Erases a conversation with all that was said in it and shown to models for it. */
    void erase(Handle tx, AccountId owner, ConversationId id) {
        forgetting.forget(tx, owner, id.value());
        conversations.erase(tx, owner, id);
    }

    /** Erases everything an account has said. */
    void eraseAll(Handle tx, AccountId owner) {
        for (var id : conversations.all(tx, owner)) {
            erase(tx, owner, id);
        }
    }
}
