package raconteur.knowledge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.platform.file.Zip;
import raconteur.protocol.KnowledgeCrawl;
import raconteur.task.Order;
import raconteur.task.TaskId;
import raconteur.task.Workshop;
import raconteur.turn.Repeats;

/** Has folders and wikis taken in, as tasks. Of an account there is one folder at a time. Thread-safe. */
@Singleton
public final class Imports {
    /** Archives of all accounts that may wait at once: each lies in the database until its task ends. */
    static final int MOST_WAITING = 16;

    private static final int LARGEST = 64 << 20;
    private static final int USUAL_PAGES = 500;
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Database database;
    private final Collections collections;
    private final Archives archives;
    private final Workshop workshop;
    private final Repeats repeats;

    Imports(Database database, Collections collections, Archives archives, Workshop workshop, Repeats repeats) {
        this.database = database;
        this.collections = collections;
        this.archives = archives;
        this.workshop = workshop;
        this.repeats = repeats;
    }

    /**
     * Begins to take in a folder.
     *
     * @param sync whether files that are not in it are taken out
     * @param key how the request is recognised when it comes again
     */
    public TaskId folder(Caller caller, UUID collection, byte[] archive, boolean sync, @Nullable String key) {
        require(caller, collection);
        if (archive.length > LARGEST) {
            throw new Refusal(Code.BODY_TOO_LARGE, new Text("The archive is larger than 64 MiB.", "压缩包超过 64 MiB。"));
        }
        if (!Zip.isOne(archive)) {
            throw new Refusal(Code.MALFORMED, new Text("This is no zip archive.", "这不是 zip 压缩包。"));
        }
        var once = repeats.once(key, null, "knowledge", collection, Ingestion.hash(archive), sync);
        var input = JsonNodeFactory.instance
                .objectNode()
                .put("collection", collection.toString())
                .put("sync", sync);
        var order = new Order(
                caller,
                FolderReading.KIND,
                null,
                input,
                List.of(),
                once == null ? null : new Order.Once(once.key(), once.fingerprint()));
        var taken = workshop.start(order, (tx, task) -> {
            if (archives.count(tx, caller.account()) > 0) {
                throw new Refusal(
                                Code.TOO_MANY_TASKS,
                                new Text(
                                        "A folder of yours is being read. Wait until that is done.",
                                        "您的另一个文件夹正在读取，请等待完成。"))
                        .retryAfter(AGAIN);
            }
            if (archives.count(tx) >= MOST_WAITING) {
                throw new Refusal(Code.OVERLOADED).retryAfter(AGAIN);
            }
            archives.keep(tx, caller.account(), task.id(), archive);
        });
        return taken.task().id();
    }

    /** Begins to take in pages of a wiki. */
    public TaskId wiki(Caller caller, UUID collection, KnowledgeCrawl crawl, @Nullable String key) {
        require(caller, collection);
        checkAddress(crawl.api());
        var once = repeats.once(key, null, "knowledge", collection, crawl);
        var input = JsonNodeFactory.instance
                .objectNode()
                .put("collection", collection.toString())
                .put("api", crawl.api().strip())
                .put("most", Objects.requireNonNullElse(crawl.most(), USUAL_PAGES));
        var titles = input.putArray("titles");
        Objects.requireNonNullElse(crawl.titles(), List.<String>of()).forEach(titles::add);
        var categories = input.putArray("categories");
        Objects.requireNonNullElse(crawl.categories(), List.<String>of()).forEach(categories::add);
        var order = new Order(
                caller,
                Crawling.KIND,
                null,
                input,
                List.of(),
                once == null ? null : new Order.Once(once.key(), once.fingerprint()));
        return workshop.start(order, (_, _) -> {}).task().id();
    }

    private static void checkAddress(String api) {
        try {
            var scheme = URI.create(api.strip()).getScheme();
            if ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme)) {
                return;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw Refusal.invalid(
                "api",
                "the address of a wiki's api.php, such as https://example.org/api.php",
                "请填写 wiki 的 api.php 地址，例如 https://example.org/api.php");
    }

    private void require(Caller caller, UUID collection) {
        if (!database.read(tx -> collections.isThere(tx, caller.account(), collection))) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }
}
