package raconteur.story.party;

import jakarta.inject.Singleton;
import raconteur.platform.AccountId;
import raconteur.platform.Bell;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.story.Recital;
import raconteur.story.StoryId;

/** Notes who is here. Thread-safe. */
@Singleton
final class Presence {
    /** A look is noted once in this part of the time for which it counts. */
    private static final int PARTS = 4;

    private final Database database;
    private final PartyRows parties;
    private final PlayerRows players;
    private final Recital recital;
    private final Bell bell;
    private final PartyConfig config;

    Presence(Database database, PartyRows parties, PlayerRows players, Recital recital, Bell bell, PartyConfig config) {
        this.database = database;
        this.parties = parties;
        this.players = players;
        this.recital = recital;
        this.bell = bell;
        this.config = config;
    }

    private record Place(long revision, Player player) {}

    /** He looks; which revision he sees. {@link Code#NOT_FOUND} for who does not sit there. */
    long see(AccountId account, StoryId story) {
        var now = recital.now();
        var place = place(account, story);
        var player = place.player();
        var age = now - player.seenMs();
        if (player.isHere() && age < config.presence().toMillis() / PARTS) {
            return place.revision();
        }
        if (player.isHere() && age < config.presence().toMillis()) {
            database.transact(tx -> {
                players.see(tx, account, story, now);
                return true;
            });
            return place.revision();
        }
        database.transact(tx -> {
            parties.claim(tx, account, story); // the others see him come
            players.see(tx, account, story, now);
            return true;
        });
        bell.ring();
        return place(account, story).revision();
    }

    private Place place(AccountId account, StoryId story) {
        return database.read(tx -> parties.find(tx, account, story)
                        .flatMap(party ->
                                players.find(tx, account, story).map(player -> new Place(party.revision(), player))))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }
}
