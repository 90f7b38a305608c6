package raconteur.character.bookshelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.Shelf;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.ManualTime;
import raconteur.platform.Refusal;
import raconteur.platform.Settings;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.LorebookCard;
import raconteur.protocol.LorebookChange;
import raconteur.protocol.LorebookDraft;
import raconteur.protocol.LorebookState;
import raconteur.protocol.LorebookTrial;
import raconteur.protocol.LorebookUses;

/** An empty bookshelf on a database, two members who know each other not, and what they send. */
final class Study {
    static final UUID WENDY = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    static final UUID TALE = UUID.fromString("019a0000-0000-7000-8000-000000000002");

    final ManualTime time = new ManualTime();
    final EveryDatabase.Own own;
    final Lorebooks lorebooks = new Lorebooks();
    final Erasing erasing;
    final Bookshelf bookshelf;
    final Caller ada;
    final Caller eve;

    Study(EveryDatabase kind, Path folder) {
        own = kind.open(folder, time);
        erasing = new Erasing(own.database(), lorebooks, time, Settings.read(folder, Map.of(), List.of()));
        bookshelf = new Bookshelf(own.database(), lorebooks, erasing, new Ids(time), time);
        ada = caller("ada");
        eve = caller("eve");
    }

    private Caller caller(String name) {
        var id = new AccountId(UUID.randomUUID());
        own.database()
                .transact(tx -> tx.createUpdate("insert into account (id, username, username_key, role, state, version,"
                                + " created_at, updated_at) values (:id, :name, :name, 'member', 'active', 1, 0, 0)")
                        .bind("id", id.toString())
                        .bind("name", name)
                        .execute());
        return new Caller(id, name, UUID.randomUUID(), Set.of(Caller.LOGIN, Caller.CHAT), Language.EN);
    }

    static Map<String, @Nullable Object> entry(String uid, String key) {
        var entry = new HashMap<String, @Nullable Object>();
        entry.put("uid", uid);
        entry.put("key", List.of(key));
        entry.put("content", "about " + key);
        return entry;
    }

    static LorebookDraft draft(String name, List<Map<String, @Nullable Object>> entries) {
        return new LorebookDraft(name, null, null, null, null, entries, null, null);
    }

    static LorebookDraft draft(String name) {
        return draft(name, List.of(entry("1", "door"), entry("2", "lamp")));
    }

    static LorebookChange edit(Map<String, @Nullable Map<String, @Nullable Object>> entries) {
        return new LorebookChange(null, null, null, null, null, entries, null);
    }

    static LorebookTrial trial(String text) {
        return new LorebookTrial(text, null, null, null, null, null, null, null, null, null);
    }

    static LorebookUses at(String kind, @Nullable UUID place) {
        return new LorebookUses(List.of(new LorebookUses.Use(kind, place, 0)));
    }

    List<String> names(Caller caller) {
        return bookshelf.list(caller.account(), null, null, null, 200).items().stream()
                .map(LorebookCard::name)
                .toList();
    }

    List<Shelf> open(Caller caller, Place... places) {
        return own.database().read(tx -> bookshelf.open(tx, caller.account(), List.of(places)));
    }

    String stamp(Caller caller, Place... places) {
        return own.database().read(tx -> bookshelf.stamp(tx, caller.account(), List.of(places)));
    }

    static List<String> uids(LorebookState state) {
        return state.entries().stream().map(one -> one.path("uid").asText()).toList();
    }

    static void refused(Code code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    static void refused(String field, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields())
                                .extracting(Refusal.Field::field)
                                .containsExactly(field));
    }

    int rows(String table) {
        return own.database()
                .read(tx -> tx.createQuery("select count(*) from " + table)
                        .mapTo(Integer.class)
                        .one());
    }
}
