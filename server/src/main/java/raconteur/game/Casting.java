package raconteur.game;

import jakarta.inject.Singleton;
import raconteur.character.CharacterId;
import raconteur.conversation.Company;
import raconteur.conversation.Role;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;

/** Finds who plays whom. */
@Singleton
final class Casting {
    private final Database database;
    private final Company company;

    Casting(Database database, Company company) {
        this.database = database;
        this.company = company;
    }

    /**
     * An own character by its id or exact name (the newest of several), else another's that is shown, by its id.
     *
     * @throws Refusal {@link Code#NOT_FOUND} when there is nobody
     */
    Role find(Caller caller, String npc) {
        return database.read(tx -> {
            var byId = Ids.parse(npc).flatMap(id -> company.find(tx, caller.account(), new CharacterId(id)));
            if (byId.isPresent()) {
                return byId.get();
            }
            var named = company.named(tx, caller.account(), npc);
            if (named.isEmpty()) {
                throw new Refusal(Code.NOT_FOUND).with("npc", "unknown");
            }
            return named.getFirst();
        });
    }
}
