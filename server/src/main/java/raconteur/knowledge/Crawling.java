package raconteur.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.provider.Pause;
import raconteur.source.Lookup;
import raconteur.source.Meaning;
import raconteur.source.wiki.Listing;
import raconteur.source.wiki.MediaWikis;
import raconteur.source.wiki.Wiki;
import raconteur.task.Progress;
import raconteur.task.Work;

/**
 * Takes in pages of a wiki, one after another with a rest between, as guests do. Pages whose revision is known are not
 * asked for, so a run that was cut off, or is ordered again, goes on where it was.
 */
@Singleton
final class Crawling implements Work {
    static final String KIND = "knowledge_crawl";

    private static final Logger LOG = Logger.getLogger(Crawling.class);
    private static final int LISTED = 5;
    private static final int FETCHED = 94;
    private static final int MOST_WIKIS = 1000;
    private static final int MOST_WAITS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);

    private final Database database;
    private final Register register;
    private final Ingestion ingestion;
    private final MediaWikis wikis;
    private final KnowledgeConfig config;
    private final Pause pause;
    private final Cache<String, Semaphore> doors = Caffeine.newBuilder()
            .maximumSize(MOST_WIKIS)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    Crawling(
            Database database,
            Register register,
            Ingestion ingestion,
            MediaWikis wikis,
            KnowledgeConfig config,
            Pause pause) {
        this.database = database;
        this.register = register;
        this.ingestion = ingestion;
        this.wikis = wikis;
        this.config = config;
        this.pause = pause;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Progress progress) throws InterruptedException {
        var task = progress.task();
        var input = task.input();
        var collection = UUID.fromString(input.path("collection").asText());
        var tally = new Tally(collection, task.caller().language());
        progress.tell(now -> now.at(1, "listing"));
        var wiki = patient(() -> wikis.find(input.path("api").asText()));
        var pages = pages(progress, wikis.listing(wiki), input);
        var known = database.read(tx -> register.hashes(tx, task.caller().account(), collection, true));
        var run = new Run(progress, collection, wikis.host(wiki), known, tally);
        var done = 0;
        for (var page : pages) {
            take(run, page, wiki.api());
            var percent = LISTED + FETCHED * ++done / pages.size();
            progress.tell(now -> now.at(percent, "fetching").with(tally.json()));
        }
        progress.tell(now -> now.with(tally.json()));
        LOG.infof("A wiki was read: task=%s pages=%d", task.id(), pages.size());
    }

    /** What one run knows. */
    private record Run(Progress progress, UUID collection, String host, Map<String, String> known, Tally tally) {}

    private List<Listing.Entry> pages(Progress progress, Listing listing, JsonNode input) throws InterruptedException {
        var most = input.path("most").asInt();
        var found = new LinkedHashSet<Listing.Entry>();
        var wanted = new ArrayList<Listing.Wanted>();
        input.path("categories").forEach(one -> wanted.add(new Listing.Category(one.asText())));
        var titles = new ArrayList<String>();
        input.path("titles").forEach(one -> titles.add(one.asText()));
        for (var from = 0; from < titles.size(); from += Listing.AT_ONCE) {
            wanted.add(new Listing.Titles(titles.subList(from, Math.min(titles.size(), from + Listing.AT_ONCE)).stream()
                    .toList()));
        }
        if (wanted.isEmpty()) {
            wanted.add(new Listing.All());
        }
        for (var one : wanted) {
            var next = Listing.BEGINNING;
            do {
                var at = next;
                var piece = patient(() -> listing.page(one, at));
                found.addAll(piece.entries());
                next = piece.next();
                progress.tell(now -> now.at(2, "listing"));
                if (!next.isEmpty()) {
                    pause.pause(config.pace());
                }
            } while (!next.isEmpty() && found.size() < most);
        }
        return found.stream().limit(most).toList();
    }

    private void take(Run run, Listing.Entry page, URI api) throws InterruptedException {
        var owner = run.progress().task().caller().account();
        var name = run.host() + "/" + page.title();
        if (("rev-" + page.revision()).equals(run.known().get(name))) {
            run.tally().add(Ingestion.Outcome.UNCHANGED);
            return;
        }
        try {
            var wiki = wikis.find(api.toString());
            switch (patient(() -> look(run.host(), wiki, page.title()))) {
                case Lookup.Found(var found) ->
                    run.tally()
                            .add(ingestion.take(
                                    owner, run.collection(), name, String.valueOf(found.revision()), found));
                case Lookup.Namesakes _ -> run.tally().add(name, new Refusal(Code.SOURCE_NAMESAKES));
                case Lookup.Missing _ -> run.tally().add(name, new Refusal(Code.SOURCE_MISSING));
            }
        } catch (Refusal refusal) {
            switch (refusal.code()) {
                case SOURCE_UNREADABLE, SOURCE_TOO_LARGE, INVALID_REQUEST ->
                    run.tally().add(name, refusal);
                default -> throw refusal;
            }
        }
    }

    /** However many runs there are, a wiki is asked for one page after a rest, and then for the next. */
    private Lookup look(String host, Wiki wiki, String title) throws InterruptedException {
        var door = doors.get(host, _ -> new Semaphore(1, true));
        door.acquire();
        try {
            pause.pause(config.pace());
            return wikis.at(wiki).look(Meaning.named(title));
        } finally {
            door.release();
        }
    }

    /** Something that is asked of a wiki. */
    private interface Question<T> {
        T ask() throws InterruptedException;
    }

    /** Asks again where the wiki wants to be left alone for a while. */
    private <T> T patient(Question<T> question) throws InterruptedException {
        for (var waits = 0; ; waits++) {
            try {
                return question.ask();
            } catch (Refusal refusal) {
                var wait = refusal.retryAfter() == null ? USUAL_WAIT : refusal.retryAfter();
                if (refusal.code() != Code.SOURCE_BUSY || waits == MOST_WAITS || wait.compareTo(LONGEST_WAIT) > 0) {
                    throw refusal;
                }
                pause.pause(wait);
            }
        }
    }
}
