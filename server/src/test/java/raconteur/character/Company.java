package raconteur.character;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Language;
import raconteur.platform.db.Database;
import raconteur.platform.db.EveryDatabase;
import raconteur.turn.World;

/** Characters over a real database, and those who own them. */
final class Company implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    final World world;
    final Database database;
    final Characters characters;
    final Caller eve; // second account first: whatever she sees of the others' is wrong
    final Caller ada;

    Company(EveryDatabase kind, Path folder, String... settings) {
        var set = new HashMap<String, String>();
        for (var nth = 0; nth < settings.length; nth += 2) {
            set.put(settings[nth], settings[nth + 1]);
        }
        world = new World(kind, folder, set, List.of());
        database = world.database();
        characters = world.the(Characters.class);
        eve = member("eve");
        ada = member("ada");
    }

    Caller member(String name) {
        var id = new AccountId(UUID.randomUUID());
        database.transact(tx -> tx.createUpdate("insert into account (id, username, username_key, role, state, version,"
                        + " created_at, updated_at) values (:id, :name, :name, 'member', 'active', 1, 0, 0)")
                .bind("id", id.toString())
                .bind("name", name)
                .execute());
        return new Caller(id, name, UUID.randomUUID(), Set.of(Caller.LOGIN, Caller.CHAT), Language.EN);
    }

    CharacterSheet sheet(Caller owner, String name) {
        return CharacterSheet.blank(new CharacterId(UUID.randomUUID()), owner.account(), name, "en", null, NOW);
    }

    CharacterSheet kept(CharacterSheet sheet) {
        return database.transact(tx -> {
            characters.insert(tx, sheet);
            return sheet;
        });
    }

    <T> T in(Database.Work<T> work) {
        return database.transact(work);
    }

    static long rows(Handle tx, String table) {
        return tx.createQuery("select count(*) from <table>")
                .define("table", table)
                .mapTo(Long.class)
                .one();
    }

    static Profile known() {
        return Profile.EMPTY
                .with(
                        Category.BASIC_INFO,
                        Map.of(
                                Trait.AGE,
                                List.of(new Statement("十五", Provenance.source("年方十五。"))),
                                Trait.OCCUPATION,
                                List.of(new Statement("诗人", Provenance.INFERRED))))
                .with(
                        Category.BACKGROUND,
                        Map.of(
                                Trait.EXPERIENCES,
                                List.of(
                                        new Statement("进贾府", Provenance.source("黛玉进贾府。")),
                                        new Statement("葬花", Provenance.INFERRED))))
                .failed(Category.TASKS);
    }

    /** A card of version 2 with a field that nobody knows. */
    static byte[] card(String name) {
        return ("{\"spec\":\"chara_card_v2\",\"spec_version\":\"2.0\",\"data\":{\"name\":\"" + name
                        + "\",\"description\":\"rosebud\",\"first_mes\":\"Hello.\",\"tags\":[\"Noir\"],"
                        + "\"extensions\":{\"other/app\":{\"a\":1}},\"oddity\":[1,2]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        world.close();
    }
}
