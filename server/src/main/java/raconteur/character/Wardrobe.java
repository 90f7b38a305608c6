package raconteur.character;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.account.picture.Portraits;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.CharacterChange;
import raconteur.protocol.CharacterState;

/** An account's own characters: changed, copied, shown by a picture, deleted and brought back. Thread-safe. */
@Singleton
public final class Wardrobe {
    /** How wide and high a character's picture is, in pixels. */
    public static final int SIDE = 512;

    private static final Logger LOG = Logger.getLogger(Wardrobe.class);

    private final Database database;
    private final Characters characters;
    private final CharacterFiles files;
    private final Allowance allowance;
    private final Erasure erasure;
    private final Changing changing;
    private final Portraits portraits;
    private final Views views;
    private final Ids ids;
    private final InstantSource time;

    Wardrobe(
            Database database,
            Characters characters,
            CharacterFiles files,
            Allowance allowance,
            Erasure erasure,
            Changing changing,
            Portraits portraits,
            Views views,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.characters = characters;
        this.files = files;
        this.allowance = allowance;
        this.erasure = erasure;
        this.changing = changing;
        this.portraits = portraits;
        this.views = views;
        this.ids = ids;
        this.time = time;
    }

    /** {@link Code#NOT_FOUND} for none of one's own. */
    public void require(AccountId owner, CharacterId id) {
        database.read(tx -> own(tx, owner, id));
    }

    /**
     * Changes what is named, or all.
     *
     * @param version what the change was made from; null to change whatever is there
     * @param isWhole whether what is not named becomes empty
     * @throws Refusal {@link Code#VERSION_CONFLICT} when it was changed meanwhile, {@link Code#INVALID_REQUEST} naming
     *     a field, {@link Code#NOT_FOUND} for none of one's own
     */
    public CharacterState change(
            AccountId owner, CharacterId id, CharacterChange wish, @Nullable Integer version, boolean isWhole) {
        return views.of(
                database.transact(tx -> {
                    var old = own(tx, owner, id);
                    if (version != null && version != old.version()) {
                        throw conflict(old);
                    }
                    var changed = (isWhole ? changing.whole(old, wish) : changing.some(old, wish)).next(now());
                    if (!characters.update(tx, changed)) {
                        throw conflict(old);
                    }
                    allowance.room(tx, owner);
                    return changed;
                }),
                owner);
    }

    private static Refusal conflict(CharacterSheet now) {
        return new Refusal(Code.VERSION_CONFLICT).with("version", now.version());
    }

    /** Makes a private one of one's own of any that can be read; it is called otherwise than those one has. */
    public CharacterState copy(Caller caller, CharacterId id) {
        var owner = caller.account();
        return views.of(
                database.transact(tx -> {
                    var from = characters.readable(tx, owner, id).orElseThrow(Wardrobe::none);
                    allowance.another(tx, owner);
                    var copy = copied(tx, from, caller);
                    characters.insert(tx, copy);
                    if (from.owner().equals(owner)) {
                        characters
                                .sourceText(tx, owner, id)
                                .ifPresent(text -> characters.keepSourceText(tx, owner, copy.id(), text));
                    }
                    files.copy(tx, from, copy);
                    allowance.room(tx, owner);
                    return own(tx, owner, copy.id());
                }),
                owner);
    }

    private CharacterSheet copied(Handle tx, CharacterSheet from, Caller caller) {
        var isOwn = from.owner().equals(caller.account());
        var name = freeName(tx, caller, from.name());
        // the name is for lists; what it is called in talk stays
        var card = name.equals(from.name()) || !from.card().nickname().isBlank()
                ? from.card()
                : Cards.nicknamed(from.card(), from.card().name());
        return new CharacterSheet(
                new CharacterId(ids.next()),
                caller.account(),
                name,
                from.brief(),
                from.language(),
                isOwn ? from.model() : null,
                Visibility.PRIVATE,
                name.equals(from.name()) ? card : Cards.named(card, name),
                isOwn ? from.profile() : from.profile().withoutQuotes(),
                isOwn || from.origin() == null ? from.origin() : from.origin().withoutText(),
                CharacterSheet.Stamp.first(now()));
    }

    private String freeName(Handle tx, Caller caller, String name) {
        if (!characters.isTaken(tx, caller.account(), name)) {
            return name;
        }
        var suffix = caller.language() == Language.ZH ? "-副本" : "-copy";
        for (var nth = 1; ; nth++) {
            var ending = nth == 1 ? suffix : suffix + nth;
            var other = Names.cut(name, Names.LONGEST - ending.length()).strip() + ending;
            if (!characters.isTaken(tx, caller.account(), other)) {
                return other;
            }
        }
    }

    /** Hides it at once; it can be restored for a while, unless it is to be erased now. */
    public void delete(AccountId owner, CharacterId id, boolean purge) {
        database.transact(tx -> {
            if (!characters.delete(tx, owner, id, now())) {
                throw none();
            }
            if (purge) {
                characters.erase(tx, owner, id);
            }
            return id;
        });
        LOG.infof("Deleted: character=%s purged=%s", id, purge);
    }

    /** Brings back what was deleted a while ago; {@link Code#NOT_FOUND} when there is nothing to bring back. */
    public CharacterState restore(AccountId owner, CharacterId id) {
        return views.of(
                database.transact(tx -> {
                    if (!characters.restore(tx, owner, id, erasure.limit())) {
                        throw none();
                    }
                    allowance.restored(tx, owner);
                    return own(tx, owner, id);
                }),
                owner);
    }

    /**
     * Shows it by this picture, drawn anew.
     *
     * @param crop what of the picture is shown; its middle where that is not said
     * @throws Refusal as {@link Portraits#draw(byte[], int, Portraits.Crop)} does
     */
    public CharacterState show(AccountId owner, CharacterId id, byte[] picture, Portraits.@Nullable Crop crop) {
        var portrait = portraits.draw(picture, SIDE, crop);
        return views.of(
                database.transact(tx -> {
                    own(tx, owner, id);
                    files.show(tx, owner, id, Portrait.Kind.OWN, portrait, null);
                    allowance.room(tx, owner);
                    return own(tx, owner, id);
                }),
                owner);
    }

    /** Takes its picture away. */
    public void hide(AccountId owner, CharacterId id) {
        database.transact(tx -> {
            own(tx, owner, id);
            return files.hide(tx, owner, id);
        });
    }

    private CharacterSheet own(Handle tx, AccountId owner, CharacterId id) {
        return characters.find(tx, owner, id).orElseThrow(Wardrobe::none);
    }

    private Instant now() {
        return Instant.ofEpochMilli(time.millis());
    }

    private static Refusal none() {
        return new Refusal(Code.NOT_FOUND);
    }
}
