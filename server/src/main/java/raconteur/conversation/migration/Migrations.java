package raconteur.conversation.migration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.character.tavern.TavernFolder;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.file.Zip;
import raconteur.task.Order;
import raconteur.task.TaskId;
import raconteur.task.Workshop;
import raconteur.turn.Repeats;

/** Has folders of SillyTavern taken in. Thread-safe. */
@Singleton
public final class Migrations {
    /** Archives of all accounts that may wait at once: each lies in the database until its task ends. */
    static final int MOST_WAITING = 16;

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Workshop workshop;
    private final Archives archives;
    private final Repeats repeats;

    Migrations(Workshop workshop, Archives archives, Repeats repeats) {
        this.workshop = workshop;
        this.archives = archives;
        this.repeats = repeats;
    }

    /**
     * Begins to take in a folder. Of an account there is one such task at a time.
     *
     * @param key how the request is recognised when it comes again
     * @throws Refusal {@link Code#MALFORMED} for what is no archive, {@link Code#BODY_TOO_LARGE},
     *     {@link Code#TOO_MANY_TASKS}; nothing has happened then
     */
    public TaskId begin(Caller caller, byte[] archive, @Nullable String key) {
        if (archive.length > TavernFolder.LARGEST) {
            throw new Refusal(
                    Code.BODY_TOO_LARGE,
                    new Text("The archive is larger than 64 MiB: bring the folder in parts.", "压缩包超过 64 MiB，请分批导入。"));
        }
        if (!Zip.isOne(archive)) {
            throw new Refusal(Code.MALFORMED, new Text("This is no zip archive.", "这不是 zip 压缩包。"));
        }
        var once = repeats.once(key, null, "migration", digest(archive));
        var order = new Order(
                caller,
                Migrating.KIND,
                null,
                JsonNodeFactory.instance.objectNode().put("bytes", archive.length),
                List.of(),
                once == null ? null : new Order.Once(once.key(), once.fingerprint()));
        var taken = workshop.start(order, (tx, task) -> {
            if (archives.count(tx, caller.account()) > 0) {
                throw new Refusal(
                                Code.TOO_MANY_TASKS,
                                new Text(
                                        "A folder of yours is being taken in. Wait until that is done.",
                                        "您的另一个文件夹正在导入，请等待完成。"))
                        .retryAfter(AGAIN);
            }
            if (archives.count(tx) >= MOST_WAITING) {
                throw new Refusal(Code.OVERLOADED).retryAfter(AGAIN);
            }
            archives.keep(tx, caller.account(), task.id(), archive);
        });
        return taken.task().id();
    }

    private static String digest(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
