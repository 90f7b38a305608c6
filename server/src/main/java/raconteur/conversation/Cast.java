package raconteur.conversation;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.Persona;
import raconteur.protocol.PersonaDraft;

/** An account's personas: made, listed, changed, deleted and brought back. */
@Singleton
public final class Cast {
    private static final int MOST = 100;
    private final Database database;
    private final Personas personas;
    private final Erasure erasure;
    private final Ids ids;
    private final InstantSource time;

    Cast(Database database, Personas personas, Erasure erasure, Ids ids, InstantSource time) {
        this.database = database;
        this.personas = personas;
        this.erasure = erasure;
        this.ids = ids;
        this.time = time;
    }

    public List<Persona> all(AccountId owner) {
        return database.read(tx -> personas.all(tx, owner));
    }

    public Persona get(AccountId owner, UUID id) {
        return database.read(tx -> personas.find(tx, owner, id)).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    public Persona make(AccountId owner, PersonaDraft draft) {
        return database.transact(tx -> {
            if (personas.all(tx, owner).size() >= MOST) {
                throw new Refusal(Code.CONFLICT);
            }
            var made = new Persona(
                    ids.next(),
                    draft.name(),
                    draft.description() == null ? "" : draft.description(),
                    null,
                    Boolean.TRUE.equals(draft.isDefault()),
                    1,
                    time.instant());
            personas.insert(tx, owner, made);
            return made;
        });
    }

    /** Changes it; {@link Code#VERSION_CONFLICT} when it was changed meanwhile. */
    public Persona change(AccountId owner, UUID id, PersonaDraft draft, @Nullable Integer version) {
        return database.transact(tx -> {
            var old = personas.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            var changed = new Persona(
                    id,
                    draft.name(),
                    draft.description() == null ? old.description() : draft.description(),
                    null,
                    draft.isDefault() == null ? old.isDefault() : draft.isDefault(),
                    (version == null ? old.version() : version) + 1,
                    old.createdAt());
            if (!personas.update(tx, owner, changed)) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", old.version());
            }
            return changed;
        });
    }

    public void delete(AccountId owner, UUID id) {
        database.transact(tx -> {
            if (!personas.delete(tx, owner, id, time.instant())) {
                throw new Refusal(Code.NOT_FOUND);
            }
            return id;
        });
    }

    public Persona restore(AccountId owner, UUID id) {
        return database.transact(tx -> {
            if (!personas.restore(tx, owner, id, erasure.limit())) {
                throw new Refusal(Code.NOT_FOUND);
            }
            return personas.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        });
    }
}
