package raconteur.story.party;

import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Bell;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.StoryChoice;
import raconteur.protocol.StoryParty;
import raconteur.story.Recital;
import raconteur.story.StoryId;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Option;
import raconteur.story.play.Tick;

/** Takes what players choose. Thread-safe. */
@Singleton
public final class Choosing {
    private final Database database;
    private final PartyRows parties;
    private final PlayerRows players;
    private final Table table;
    private final Teller teller;
    private final Views views;
    private final Recital recital;
    private final Bell bell;

    Choosing(
            Database database,
            PartyRows parties,
            PlayerRows players,
            Table table,
            Teller teller,
            Views views,
            Recital recital,
            Bell bell) {
        this.database = database;
        this.parties = parties;
        this.players = players;
        this.table = table;
        this.teller = teller;
        this.views = views;
        this.recital = recital;
        this.bell = bell;
    }

    /**
     * Keeps what a player wants to happen next, and opens the round with the first; it may be decided by that.
     *
     * @throws Refusal {@link Code#CONFLICT} with {@code event_number}, the last one told, when it is too late or too
     *     early; the field that is wrong; {@link Code#NOT_FOUND} for who does not play along
     */
    public StoryParty choose(Caller caller, StoryId story, StoryChoice wish) {
        var now = recital.now();
        var isDecided = database.transact(tx -> {
            var party = parties.claim(tx, caller.account(), story).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            var scene = recital.scene(tx, party.host(), story).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            return choose(tx, caller, party, scene, wish, now);
        });
        if (isDecided) {
            teller.begin(story);
        }
        bell.ring();
        return views.of(caller, story);
    }

    private boolean choose(Handle tx, Caller caller, Party party, Recital.Scene scene, StoryChoice wish, long now) {
        var tick = scene.story().at(now);
        requireTime(party, scene, tick, wish.eventNumber());
        var choice = choice(party.current().way(), scene, tick, wish);
        var before = party.round();
        var round = before.isOpen() && before.event() == wish.eventNumber()
                ? before.chosen()
                : Round.open(wish.eventNumber(), party.rules(), tick.elapsedMs(), now);
        players.see(tx, caller.account(), party.story(), now);
        players.choose(tx, caller.account(), party.story(), choice);
        var open = party.with(round);
        parties.keep(tx, open, before.state(), 0);
        return table.settle(tx, open, scene, now);
    }

    /** There is a time to choose for each event: after the one before it was told, until it is decided. */
    private static void requireTime(Party party, Recital.Scene scene, Tick tick, int event) {
        var story = scene.story();
        var isNext = event == story.number() + 1;
        if (!isNext || party.round().isBeingTold()) {
            throw conflict(
                    scene,
                    event <= story.number() + 1
                            ? new Text("It is too late: event " + event + " is decided.", "太迟了：事件 " + event + " 已有结果。")
                            : new Text("It is too early for event " + event + ".", "事件 " + event + " 尚未开始。"));
        }
        if (story.paused()) {
            throw conflict(scene, new Text("The story is paused.", "故事已暂停。"));
        }
        if (!Table.isOpenTo(scene, tick)) {
            throw conflict(
                    scene,
                    new Text("There is nothing more to choose: its host ends the story.", "没有可选择的内容了：由主持人结束故事。"));
        }
    }

    private static Refusal conflict(Recital.Scene scene, Text why) {
        return new Refusal(Code.CONFLICT, why)
                .with("event_number", scene.story().number());
    }

    private static Player.Choice choice(Round.Way way, Recital.Scene scene, Tick tick, StoryChoice wish) {
        var option = wish.selectedOptionId();
        var text = wish.text() == null ? null : Verdict.Text.line(wish.text());
        var mayAct = way == Round.Way.ACT && scene.story().allowed(tick).contains(EventType.ACTION);
        if (text != null && !mayAct) {
            throw Refusal.invalid("text", "choose one of the options", "请选择一个选项");
        }
        if (text != null && text.isEmpty()) {
            throw Refusal.invalid("text", "say what you do", "请说明要做什么");
        }
        if (text != null && option != null) {
            throw Refusal.invalid("text", "say something or choose an option, not both", "文字与选项只能择一");
        }
        if (text == null) {
            requireOffered(scene.story().options(), option);
        }
        return new Player.Choice(wish.eventNumber(), option, text);
    }

    private static void requireOffered(List<Option> offered, @Nullable Integer option) {
        if (offered.stream().noneMatch(one -> option != null && one.id() == option)) {
            var ids = offered.stream().map(Option::id).toList();
            throw Refusal.invalid("selected_option_id", "must be one of " + ids, "须为以下之一：" + ids);
        }
    }
}
