package raconteur.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.KnowledgeDraft;
import raconteur.protocol.KnowledgeFiles;
import raconteur.protocol.KnowledgeFindings;
import raconteur.protocol.KnowledgePassage;
import raconteur.protocol.KnowledgeQuery;
import raconteur.protocol.KnowledgeUses;
import raconteur.provider.Pause;
import raconteur.source.Site;
import raconteur.source.egress.Kit;
import raconteur.source.wiki.WikiKit;
import raconteur.task.Shop;
import raconteur.turn.Repeats;
import raconteur.turn.World;

/** Knowledge over a real database, and two members who know each other not. */
public final class Lair implements AutoCloseable {
    static final long STORAGE = 300_000_000;

    final World world;
    final Caller eve;
    final Caller ada;
    final Knowledge knowledge;

    /** How long a crawler rested, each time. */
    final List<Duration> rests = new CopyOnWriteArrayList<>();

    Lair(EveryDatabase kind, Path folder) {
        this(kind, folder, STORAGE);
    }

    Lair(EveryDatabase kind, Path folder, long storage) {
        world = new World(kind, folder, Map.of(), List.of());
        eve = member("eve");
        ada = member("ada");
        knowledge = over(world, storage);
    }

    /** Knowledge in a world that is there. */
    public static Knowledge over(World world) {
        return over(world, STORAGE);
    }

    private static Knowledge over(World world, long storage) {
        world.with(KnowledgeConfig.class, new KnowledgeConfig(storage, Duration.ofMillis(7)));
        return world.the(Knowledge.class);
    }

    private Caller member(String name) {
        var made = world.ada("10");
        world.database()
                .transact(tx -> tx.createUpdate("insert into account (id, username, username_key, role, state, version,"
                                + " created_at, updated_at) values (:id, :name, :name, 'member', 'active', 1, 0, 0)")
                        .bind("id", made.account().toString())
                        .bind("name", name)
                        .execute());
        return new Caller(made.account(), name, UUID.randomUUID(), made.roles(), made.language());
    }

    UUID collection(Caller owner, String name) {
        return knowledge.make(owner.account(), new KnowledgeDraft(name, null)).id();
    }

    KnowledgeFiles.Taken put(Caller owner, UUID collection, String name, String text) {
        try {
            return knowledge.put(owner, collection, name, text.getBytes(UTF_8));
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new AssertionError(failed);
        }
    }

    List<KnowledgePassage> search(Caller caller, String question) {
        return knowledge.search(caller.account(), new KnowledgeQuery(question, null, null, null)).passages().stream()
                .map(KnowledgeFindings.Found::passage)
                .toList();
    }

    /** What a character is told before it answers. */
    List<KnowledgePassage> known(AccountId owner, UUID character, String said) {
        return known(owner, character, said, "");
    }

    List<KnowledgePassage> known(AccountId owner, UUID character, String said, String before) {
        var search = world.the(KnowledgeSearch.class);
        return world.database()
                .read(tx -> search.known(tx, owner, character, new KnowledgeSearch.Said(said, before), 5));
    }

    static KnowledgeUses at(UUID character) {
        return new KnowledgeUses(List.of(new KnowledgeUses.Use("character", character)));
    }

    FolderReading folders() {
        return new FolderReading(
                world.database(), world.the(Archives.class), world.the(Register.class), world.the(Ingestion.class));
    }

    Crawling crawling(Site site) {
        return crawling(site, rests::add);
    }

    Crawling crawling(Site site, Pause pause) {
        var wikis = WikiKit.open(Kit.open(site), java.net.URI.create(site.at("/api.php")));
        return new Crawling(
                world.database(),
                world.the(Register.class),
                world.the(Ingestion.class),
                wikis,
                world.the(KnowledgeConfig.class),
                pause);
    }

    Imports imports(Shop shop) {
        return new Imports(
                world.database(),
                world.the(Collections.class),
                world.the(Archives.class),
                shop.workshop,
                world.the(Repeats.class));
    }

    long rows(String table) {
        return world.database()
                .read(tx -> tx.createQuery("select count(*) from <table>")
                        .define("table", table)
                        .mapTo(Long.class)
                        .one());
    }

    static byte[] zip(Map<String, String> files) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, UTF_8)) {
            for (var file : new LinkedHashMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    InstantSource time() {
        return world.the(InstantSource.class);
    }

    @Override
    public void close() {
        world.close();
    }
}
