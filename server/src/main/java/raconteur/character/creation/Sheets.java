package raconteur.character.creation;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.CharacterSheet;
import raconteur.character.Characters;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.task.Task;
import raconteur.turn.Forgetting;

/** The characters that tasks work on. Each query names their owner. */
@Singleton
final class Sheets {
    private static final int TRIES = 5;

    private final Characters characters;
    private final Forgetting forgetting;
    private final InstantSource time;

    Sheets(Characters characters, Forgetting forgetting, InstantSource time) {
        this.characters = characters;
        this.forgetting = forgetting;
        this.time = time;
    }

    /** Which character a task works on. */
    static CharacterId of(Task task) {
        var subject = task.subject();
        if (subject == null) {
            throw new IllegalStateException("a task about nobody: " + task.id());
        }
        return new CharacterId(subject);
    }

    /** Changes one; where its owner has deleted it meanwhile, nothing. */
    void change(Handle tx, Task task, UnaryOperator<CharacterSheet> change) {
        var owner = task.caller().account();
        for (var tries = 0; tries < TRIES; tries++) {
            var now = characters.find(tx, owner, of(task));
            // its owner may be writing at it at the same time
            if (now.isEmpty() || characters.update(tx, change.apply(now.get()).next(time.instant()))) {
                return;
            }
        }
        throw new Refusal(Code.OVERLOADED);
    }

    /** Says that no task is at work on it any more. */
    void release(Handle tx, Task task) {
        characters.setCreating(tx, task.caller().account(), of(task), null);
    }

    /** Says which task is at work on it. */
    void occupy(Handle tx, AccountId owner, CharacterId id, UUID task) {
        characters.setCreating(tx, owner, id, task);
    }

    /** Erases one that was half made, with what was shown to models for it. */
    void erase(Handle tx, Task task) {
        var owner = task.caller().account();
        characters.delete(tx, owner, of(task), time.instant());
        characters.erase(tx, owner, of(task));
        forgetting.forget(tx, owner, of(task).value());
    }

    @Nullable
    String source(Handle tx, Task task) {
        return characters.sourceText(tx, task.caller().account(), of(task)).orElse(null);
    }

    void keepSource(Handle tx, Task task, String text) {
        characters.keepSourceText(tx, task.caller().account(), of(task), text);
    }
}
