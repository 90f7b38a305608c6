package raconteur.game;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Language;

/** A question, to be changed in what a test is about. */
record Draft(
        String input,
        @Nullable String player,
        @Nullable String npc,
        @Nullable String session,
        List<Ask.Fact> world,
        List<String> events,
        Ask.Save save,
        List<Deed> allowed,
        Duration patience,
        @Nullable String once) {
    static Draft of(String input) {
        return new Draft(
                input, "KU_1", "Isolde", null, List.of(), List.of(), Ask.Save.NONE, List.of(), Camp.SOON, null);
    }

    Draft by(@Nullable String other) {
        return new Draft(input, other, npc, session, world, events, save, allowed, patience, once);
    }

    Draft to(@Nullable String other) {
        return new Draft(input, player, other, session, world, events, save, allowed, patience, once);
    }

    Draft in(String other) {
        return new Draft(input, player, npc, other, world, events, save, allowed, patience, once);
    }

    Draft seeing(Ask.Fact... facts) {
        return new Draft(input, player, npc, session, List.of(facts), events, save, allowed, patience, once);
    }

    Draft after(String... other) {
        return new Draft(input, player, npc, session, world, List.of(other), save, allowed, patience, once);
    }

    Draft at(String id, long epoch) {
        return new Draft(input, player, npc, session, world, events, new Ask.Save(id, epoch), allowed, patience, once);
    }

    Draft allowing(Deed... deeds) {
        return new Draft(input, player, npc, session, world, events, save, List.of(deeds), patience, once);
    }

    Draft within(Duration other) {
        return new Draft(input, player, npc, session, world, events, save, allowed, other, once);
    }

    Draft once(String key) {
        return new Draft(input, player, npc, session, world, events, save, allowed, patience, key);
    }

    Ask ask() {
        return new Ask(
                input,
                Optional.ofNullable(player),
                player == null ? "" : "Wendy " + player,
                Optional.ofNullable(npc),
                Optional.ofNullable(session),
                world,
                events,
                save,
                allowed,
                patience,
                Language.EN,
                Optional.empty(),
                once);
    }
}
