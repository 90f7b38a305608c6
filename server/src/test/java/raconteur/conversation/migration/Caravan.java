package raconteur.conversation.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import raconteur.character.Characters;
import raconteur.character.Intake;
import raconteur.character.bookshelf.Bookshelf;
import raconteur.conversation.Transcripts;
import raconteur.platform.Caller;
import raconteur.platform.Eventually;
import raconteur.platform.Ids;
import raconteur.platform.Settings;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.TaskStatus;
import raconteur.task.Shop;
import raconteur.task.TaskId;
import raconteur.task.Work;
import raconteur.turn.Repeats;
import raconteur.turn.World;

/** Those who bring folders, over a real database. */
final class Caravan implements AutoCloseable {
    final World world;
    final Caller eve;
    final Caller ada;

    Caravan(EveryDatabase kind, Path folder, Map<String, String> settings) {
        world = new World(kind, folder, settings, List.of());
        eve = member("eve");
        ada = member("ada");
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

    /** A server's own. */
    Migrating work() {
        return new Migrating(
                world.database(),
                world.the(Archives.class),
                world.the(Marks.class),
                world.the(Groups.class),
                world.the(Chats.class),
                world.the(Transcripts.class),
                world.the(Intake.class),
                world.the(Characters.class),
                world.the(Bookshelf.class),
                new Ids(world.the(InstantSource.class)),
                world.the(InstantSource.class),
                world.the(Settings.class));
    }

    Shop shop() {
        return Shop.open(world, work());
    }

    /** One whose tasks count as left as soon as they are taken: as after a kill. */
    Shop dying() {
        return Shop.dying(world, work());
    }

    Shop shop(Work work) {
        return Shop.open(world, work);
    }

    Migrations migrations(Shop shop) {
        return new Migrations(shop.workshop, world.the(Archives.class), world.the(Repeats.class));
    }

    TaskId begin(Shop shop, Caller caller, Folder folder) {
        return migrations(shop).begin(caller, folder.zip(), null);
    }

    /** What came of a folder that was taken in whole. */
    JsonNode report(Caller caller, Folder folder) throws InterruptedException {
        var shop = shop();
        var ended = shop.ended(caller, begin(shop, caller, folder));
        return report(ended);
    }

    static JsonNode report(TaskStatus ended) {
        if (!ended.status().equals("done")) {
            throw new AssertionError(ended.toString());
        }
        return Objects.requireNonNull(ended.result());
    }

    long rows(String table) {
        return world.database()
                .read(tx -> tx.createQuery("select count(*) from <table>")
                        .define("table", table)
                        .mapTo(Long.class)
                        .one());
    }

    /** Everything of these columns, row by row, in the order of the first. */
    List<Map<String, Object>> all(String query) {
        return world.database().read(tx -> tx.createQuery(query).mapToMap().list());
    }

    static void await(BooleanSupplier condition) {
        Eventually.await(condition, "it never came about");
    }

    @Override
    public void close() {
        world.close();
    }

    /** A user's folder, made by hand. */
    static final class Folder {
        private final Map<String, byte[]> files = new LinkedHashMap<>();

        Folder with(String name, String content) {
            files.put(name, content.getBytes(UTF_8));
            return this;
        }

        /** A card that names a world, and brings a book of that name where there is one. */
        Folder card(String name, String world) {
            return with("data/characters/" + name + ".json", """
                    {"spec":"chara_card_v2","spec_version":"2.0","data":{"name":"%s","description":"x",
                    "first_mes":"Hi","extensions":{"world":"%s"}}}""".formatted(name, world));
        }

        Folder world(String name) {
            return with("data/worlds/" + name + ".json", """
                    {"entries":{"0":{"uid":0,"key":["lamp"],"content":"The lamp is lit at dusk."}}}""");
        }

        /** A chat of so many lines that are said in turns. */
        Folder chat(String who, String name, int lines) {
            var text = new StringBuilder("{\"user_name\":\"Ada\",\"character_name\":\"" + who + "\"}\n");
            for (var line = 0; line < lines; line++) {
                text.append(
                        "{\"name\":\"%s\",\"is_user\":%s,\"mes\":\"%s %d\",\"send_date\":\"2024-06-01T10:00:00Z\"}\n"
                                .formatted(line % 2 == 0 ? who : "Ada", line % 2 == 1, name, line));
            }
            return with("data/chats/" + who + "/" + name + ".jsonl", text.toString());
        }

        byte[] zip() {
            var out = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(out, UTF_8)) {
                for (var file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                    zip.closeEntry();
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return out.toByteArray();
        }
    }
}
