package raconteur.story.party;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.StoryParty;
import raconteur.protocol.StoryState;
import raconteur.story.Recital;
import raconteur.story.StoryId;
import raconteur.story.payload.EventType;
import raconteur.story.play.Tick;

/** Shows a table to those who sit at it. */
@Singleton
final class Views {
    private final Database database;
    private final PartyRows parties;
    private final PlayerRows players;
    private final Table table;
    private final Recital recital;

    Views(Database database, PartyRows parties, PlayerRows players, Table table, Recital recital) {
        this.database = database;
        this.parties = parties;
        this.players = players;
        this.table = table;
        this.recital = recital;
    }

    /** All that is known of a table at one time. */
    private record Seen(Party party, List<Player> seated, Recital.Scene scene) {}

    /** The party as one of its players sees it; {@link Code#NOT_FOUND} for anybody else. */
    StoryParty of(Caller reader, StoryId story) {
        var now = recital.now();
        var seen = database.read(tx -> parties.find(tx, reader.account(), story)
                        .flatMap(party -> recital.scene(tx, party.host(), story)
                                .map(scene -> new Seen(party, players.at(tx, story), scene))))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        return of(reader, seen, now);
    }

    private StoryParty of(Caller reader, Seen seen, long now) {
        var party = seen.party();
        var scene = seen.scene();
        var story = scene.story();
        var tick = story.at(now);
        var isHost = party.isHost(reader.account());
        var me = seen.seated().stream()
                .filter(one -> one.account().equals(reader.account()))
                .findFirst()
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        var plot = story.plot();
        var cost = seen.seated().stream().map(Player::cost).reduce(Money.ZERO, Money::plus);
        return new StoryParty(
                party.revision(),
                party.story().value(),
                scene.title(),
                scene.language(),
                scene.current() ? scene.state() : "over",
                story.number(),
                next(scene, tick),
                story.options().stream()
                        .map(option -> new StoryState.Option(option.id(), option.text()))
                        .toList(),
                plot.scene(),
                plot.line(),
                new StoryState.Status(story.vitals().playerHp(), story.vitals().enemyHp()),
                plot.arc(),
                Math.max(0, story.begun().limit().minusMillis(tick.elapsedMs()).toSeconds()),
                recital.last(party.host(), scene, isHost).orElse(null),
                party.current().way().word(),
                party.current().seconds(),
                isHost ? party.code() : null,
                isHost,
                me.id(),
                round(reader, seen, me, now),
                seen.seated().stream().map(one -> player(one, party, now)).toList(),
                cost.toString());
    }

    private static String next(Recital.Scene scene, Tick tick) {
        return scene.goesOn() && !Table.isOpenTo(scene, tick)
                ? EventType.RESOLUTION.name()
                : scene.story().next();
    }

    private StoryParty.Round round(Caller reader, Seen seen, Player me, long now) {
        var round = seen.party().round();
        var story = seen.scene().story();
        var since = table.since(now);
        var chosen =
                (int) seen.seated().stream().filter(one -> one.hasChosen(round)).count();
        var due = (int) seen.seated().stream()
                .filter(one -> one.hasChosen(round) || one.isHere(since))
                .count();
        var mine = me.hasChosen(round) ? me.choice() : null;
        return new StoryParty.Round(
                round.event() == 0 ? story.number() + 1 : round.event(),
                round.state().word(),
                round.hasTime() ? remaining(round, story.at(now)) : null,
                round.isBeingTold() ? round.parts() : chosen,
                round.isBeingTold() ? round.parts() : due,
                mine == null ? null : new StoryParty.Chosen(mine.option(), mine.text()),
                problem(reader, round.problem()));
    }

    private static long remaining(Round round, Tick tick) {
        return Math.max(0, Duration.ofMillis(round.endsMs() - tick.elapsedMs()).toMillis());
    }

    private static StoryParty.@Nullable Problem problem(Caller reader, @Nullable Code code) {
        return code == null
                ? null
                : new StoryParty.Problem(code.name(), code.sentence().in(reader.language()));
    }

    private StoryParty.Player player(Player one, Party party, long now) {
        return new StoryParty.Player(
                one.id(),
                one.name(),
                one.isHost(),
                one.isHere(table.since(now)),
                one.hasChosen(party.round()),
                one.events(),
                one.cost().toString());
    }
}
