package raconteur.knowledge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.KnowledgeCrawl;
import raconteur.protocol.KnowledgeFile;
import raconteur.protocol.KnowledgePassage;
import raconteur.source.Site;
import raconteur.task.Progress;
import raconteur.task.Shop;
import raconteur.task.Work;

/** Folders and wikis, taken in as tasks. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class ImportsTest {
    private static final Duration PACE = Duration.ofMillis(7);

    private final Lair lair;
    private final Site site = new Site();

    /** Pages of the wiki with their revisions. */
    private final Map<String, Integer> pages = new TreeMap<>(Map.of("Fox", 7, "Pig", 8, "Owl", 9));

    private int busy;

    ImportsTest(EveryDatabase kind, @TempDir Path folder) {
        lair = new Lair(kind, folder);
        site.answers("/api.php", out -> {
            var query = URLDecoder.decode(site.asked().getLast(), UTF_8);
            var body = answer(query).toString().getBytes(UTF_8);
            out.write(
                    ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(US_ASCII));
            out.write(body);
        });
    }

    @AfterEach
    void close() {
        site.close();
        lair.close();
    }

    private ObjectNode answer(String query) {
        var answer = JsonNodeFactory.instance.objectNode();
        if (busy > 0 && query.contains("action=parse")) {
            busy--;
            answer.putObject("error").put("code", "ratelimited");
            return answer;
        }
        if (query.contains("action=parse")) {
            var title = query.replaceFirst(".*oldid=(\\d+).*", "$1");
            var name = pages.entrySet().stream()
                    .filter(page -> page.getValue().toString().equals(title))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            answer.putObject("parse")
                    .put("text", "<p>The " + name + " is wise.</p><h2>Drops</h2><p>" + name + " fur.</p>");
            return answer;
        }
        var said = answer.putObject("query");
        said.putObject("general").put("sitename", "Test").put("lang", "en");
        said.putObject("rightsinfo")
                .put("text", "CC BY-SA")
                .put("url", "https://creativecommons.org/licenses/by-sa/4.0/");
        if (query.contains("siteinfo") && !query.contains("titles=")) {
            return answer;
        }
        var found = said.putArray("pages");
        // one page of the list at a time
        var from = query.contains("gapcontinue=") ? query.replaceFirst(".*gapcontinue=([^&]*).*", "$1") : "";
        var titled = query.contains("titles=") ? query.replaceFirst(".*[?&]titles=([^&]*).*", "$1") : null;
        for (var page : pages.entrySet()) {
            var isWanted = titled == null
                    ? page.getKey().compareTo(from) >= 0
                    : List.of(titled.split("\\|", -1)).contains(page.getKey());
            if (isWanted && titled == null && !found.isEmpty()) {
                answer.putObject("continue").put("gapcontinue", page.getKey()).put("continue", "gapcontinue||");
                break;
            }
            if (isWanted) {
                var shown = found.addObject().put("pageid", page.getValue()).put("title", page.getKey());
                shown.put("lastrevid", page.getValue()).put("canonicalurl", site.at("/wiki/" + page.getKey()));
                shown.putArray("revisions").addObject().put("revid", page.getValue());
            }
        }
        return answer;
    }

    private Map<String, Object> result(Shop shop, raconteur.task.TaskId task) throws InterruptedException {
        var ended = shop.ended(lair.ada, task);
        assertThat(ended.status()).as("%s", ended.error()).isEqualTo("done");
        var counts = new LinkedHashMap<String, Object>();
        for (var name : List.of("added", "changed", "unchanged", "failed", "removed")) {
            counts.put(name, Objects.requireNonNull(ended.result()).path(name).asInt());
        }
        return counts;
    }

    private static Map<String, Object> counts(int added, int changed, int unchanged, int failed, int removed) {
        return Map.of("added", added, "changed", changed, "unchanged", unchanged, "failed", failed, "removed", removed);
    }

    @Test
    void aFolderIsKeptInStep() throws InterruptedException {
        var shop = Shop.open(lair.world, lair.folders());
        var imports = lair.imports(shop);
        var id = lair.collection(lair.ada, "Isle");
        lair.put(lair.ada, id, "old.md", "The old fox.");

        var first =
                Map.of("a/fox.md", "The red fox.", "b.lua", "PIG = { health = 100 }", "c.exe", "MZ", ".git/x.md", "no");
        assertThat(result(shop, imports.folder(lair.ada, id, Lair.zip(first), false, null)))
                .isEqualTo(counts(2, 0, 0, 1, 0));
        assertThat(lair.search(lair.ada, "old")).as("without sync all stays").hasSize(1);

        var second = Map.of("a/fox.md", "The red fox.", "b.lua", "PIG = { health = 200 }");
        assertThat(result(shop, imports.folder(lair.ada, id, Lair.zip(second), true, null)))
                .isEqualTo(counts(0, 1, 1, 0, 2));

        assertThat(lair.knowledge.files(lair.ada, id, null, null, 50).items())
                .extracting(KnowledgeFile::name)
                .containsExactly("a/fox.md", "b.lua");
        assertThat(lair.search(lair.ada, "pig health"))
                .extracting(KnowledgePassage::text)
                .containsExactly("health: 200");
        assertThat(lair.rows("knowledge_archive")).isZero();
    }

    @Test
    void aFolderThatWasCutOffIsReadToItsEnd() throws InterruptedException {
        var id = lair.collection(lair.ada, "Isle");
        var files = new LinkedHashMap<String, String>();
        for (var at = 0; at < 300; at++) {
            files.put("n" + at + ".txt", "Fact number " + at);
        }
        var dying = Shop.dying(lair.world, lair.folders());
        var archive = Lair.zip(files);
        var task = lair.imports(dying).folder(lair.ada, id, archive, true, "key-1");
        var next = Shop.open(lair.world, lair.folders());
        next.look();

        next.ended(lair.ada, task);
        dying.settle();

        assertThat(lair.knowledge.get(lair.ada.account(), id).fileCount()).isEqualTo(300);
        assertThat(lair.rows("search_entry"))
                .isEqualTo(lair.rows("knowledge_passage"))
                .isEqualTo(300);
        assertThat(lair.imports(next).folder(lair.ada, id, archive, true, "key-1"))
                .as("the same order again")
                .isEqualTo(task);
    }

    /** Reads nothing until it is told to end. */
    private record Idle(CountDownLatch end) implements Work {
        @Override
        public String kind() {
            return FolderReading.KIND;
        }

        @Override
        public void run(Progress progress) throws InterruptedException {
            end.await();
        }
    }

    @Test
    void ofAnAccountOneFolderIsReadAtATime() throws InterruptedException {
        var end = new CountDownLatch(1);
        var shop = Shop.open(lair.world, new Idle(end));
        var imports = lair.imports(shop);
        var id = lair.collection(lair.ada, "Isle");
        var eves = lair.collection(lair.eve, "Isle");
        var archive = Lair.zip(Map.of("a.md", "x"));
        imports.folder(lair.ada, id, archive, true, null);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> imports.folder(lair.ada, id, archive, true, null))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_TASKS));
        imports.folder(lair.eve, eves, archive, true, null);
        assertThat(lair.rows("knowledge_archive")).isEqualTo(2);
        end.countDown();
        shop.settle();
    }

    @Test
    void whatIsNoFolderIsRefusedAndABrokenFileInOneIsNoted() throws InterruptedException {
        var shop = Shop.open(lair.world, lair.folders());
        var id = lair.collection(lair.ada, "Isle");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> lair.imports(shop).folder(lair.ada, id, new byte[] {1, 2, 3}, true, null))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.MALFORMED));
        var files = new LinkedHashMap<String, String>();
        files.put("../../etc/x.md", "out");
        files.put("fox.md", "The fox.");
        assertThat(result(shop, lair.imports(shop).folder(lair.ada, id, Lair.zip(files), true, null)))
                .isEqualTo(counts(1, 0, 0, 1, 0));
    }

    private KnowledgeCrawl crawl(@Nullable List<String> titles, int most) {
        return new KnowledgeCrawl(site.at("/api.php"), titles, null, most);
    }

    @Test
    void aWikiIsReadPageByPageAndOnlyWhatChangedIsAskedForAgain() throws InterruptedException {
        var shop = Shop.open(lair.world, lair.crawling(site));
        var imports = lair.imports(shop);
        var id = lair.collection(lair.ada, "Wiki");
        busy = 1;

        assertThat(result(shop, imports.wiki(lair.ada, id, crawl(null, 100), null)))
                .isEqualTo(counts(3, 0, 0, 0, 0));
        assertThat(lair.rests)
                .as("a rest between pieces of the list and before each page, and as long as was asked for")
                .containsExactly(PACE, PACE, PACE, Duration.ofSeconds(10), PACE, PACE, PACE);
        pages.put("Owl", 10);
        var before = parsed();
        assertThat(result(shop, imports.wiki(lair.ada, id, crawl(null, 100), null)))
                .isEqualTo(counts(0, 1, 2, 0, 0));

        assertThat(parsed() - before).as("pages that were fetched").isEqualTo(1);
        var found = lair.search(lair.ada, "What does the owl drop?").getFirst();
        assertThat(found.title()).isEqualTo("Owl › Drops");
        assertThat(found.url()).isEqualTo(site.at("/wiki/Owl"));
        assertThat(found.licence()).isEqualTo("CC BY-SA");
        assertThat(found.file()).isEqualTo("127.0.0.1:" + site.port() + "/Owl");
    }

    @Test
    void aCrawlThatWasCutOffGoesOnWithThePagesThatAreMissing() throws InterruptedException {
        var id = lair.collection(lair.ada, "Wiki");
        var second = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var pauses = new AtomicInteger();
        // two rests are for the list, the third is before the first page, and before the second one it dies
        var dying = Shop.dying(lair.world, lair.crawling(site, _ -> {
            if (pauses.incrementAndGet() == 4) {
                second.countDown();
                never.await();
            }
        }));
        var task = lair.imports(dying).wiki(lair.ada, id, crawl(null, 100), "key-1");
        assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(parsed()).isEqualTo(1);

        var next = Shop.open(lair.world, lair.crawling(site));
        next.look();

        assertThat(result(next, task)).isEqualTo(counts(2, 0, 1, 0, 0));
        assertThat(parsed()).as("every page is fetched once").isEqualTo(3);
        dying.renew();
        dying.settle();
        assertThat(lair.knowledge.files(lair.ada, id, null, null, 50).items())
                .extracting(KnowledgeFile::state)
                .containsExactly("done", "done", "done");
        assertThat(lair.imports(next).wiki(lair.ada, id, crawl(null, 100), "key-1"))
                .as("the same order again")
                .isEqualTo(task);
    }

    @Test
    void twoCrawlsOfAWikiTakeTurns() throws InterruptedException {
        var entered = new AtomicInteger();
        var another = new CountDownLatch(1);
        var together = new AtomicBoolean();
        var crawling = lair.crawling(site, length -> {
            lair.rests.add(length);
            if (entered.incrementAndGet() > 1) {
                another.countDown();
            } else if (another.await(1, TimeUnit.SECONDS)) {
                together.set(true);
            }
        });
        var shop = Shop.open(lair.world, crawling);
        var first = lair.collection(lair.ada, "One");
        var other = lair.collection(lair.ada, "Two");
        var titles = List.of("Fox", "Owl", "Pig");

        var one = lair.imports(shop).wiki(lair.ada, first, crawl(titles, 100), null);
        var two = lair.imports(shop).wiki(lair.ada, other, crawl(titles, 100), null);

        assertThat(result(shop, one)).isEqualTo(counts(3, 0, 0, 0, 0));
        assertThat(result(shop, two)).isEqualTo(counts(3, 0, 0, 0, 0));
        assertThat(lair.rests).hasSize(6);
        assertThat(together.get()).as("two rests at once are one rest").isFalse();
    }

    private long parsed() {
        return site.asked().stream()
                .filter(target -> target.contains("action=parse"))
                .count();
    }

    @Test
    void onlySoManyPagesAndOnlyThoseNamedAreRead() throws InterruptedException {
        var shop = Shop.open(lair.world, lair.crawling(site));
        var imports = lair.imports(shop);
        var id = lair.collection(lair.ada, "Wiki");

        assertThat(result(shop, imports.wiki(lair.ada, id, crawl(List.of("Pig", "Nobody"), 100), null)))
                .isEqualTo(counts(1, 0, 0, 0, 0));
        assertThat(result(shop, imports.wiki(lair.ada, id, crawl(null, 2), null)))
                .isEqualTo(counts(2, 0, 0, 0, 0));
    }

    @Test
    void addressesAtHomeAreNotAsked() throws InterruptedException {
        var shop = Shop.open(lair.world, lair.crawling(site));
        var id = lair.collection(lair.ada, "Wiki");

        var task = lair.imports(shop)
                .wiki(lair.ada, id, new KnowledgeCrawl("http://127.0.0.1:1/api.php", null, null, 5), null);

        assertThat(shop.ended(lair.ada, task).error())
                .satisfies(problem ->
                        assertThat(Objects.requireNonNull(problem).code()).isEqualTo("ADDRESS_REFUSED"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> lair.imports(shop)
                        .wiki(lair.ada, id, new KnowledgeCrawl("file:///etc/passwd", null, null, 5), null))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST));
    }
}
