package raconteur.story.play;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Completion.Role;
import raconteur.story.constraint.Constraints;
import raconteur.story.payload.EventType;
import raconteur.turn.Prompt;

/** What a model is told before it tells an event. */
public final class Briefing {
    private static final int MOST_TERMS = 200;
    private static final int LAST_DEEDS = 6;
    private static final int LAST_SCENES = 3;

    private Briefing() {}

    public static Prompt of(Story story, Move move, Tick now) {
        var parts = new ArrayList<Prompt.Part>();
        parts.add(system("rules", rules(story.begun())));
        parts.add(system("setup", setup(story)));
        parts.addAll(StageNotes.of(story, move));
        if (move.type() != EventType.INIT) {
            parts.add(part("history", "so far", soFar(story)));
        }
        parts.add(part("question", move.type().wire(), question(story, move, now)));
        return new Prompt(parts, Prompt.Dropped.NOTHING);
    }

    private static Prompt.Part system(String label, String text) {
        return new Prompt.Part("system", label, Role.SYSTEM, text, null);
    }

    private static Prompt.Part part(String source, String label, String text) {
        return new Prompt.Part(source, label, Role.USER, text, null);
    }

    private static String rules(Setup setup) {
        var holds = setup.constraints();
        return """
                You are the narrator of a short interactive story for %s. You tell what happens; the server decides \
                about luck, hit points, time and which event comes next, and tells you.
                Write every text in the language %s and in no other. Content rating: %s.
                A scene has at most %d characters, the text of an option at most %d. Options are short, differ from \
                each other, and lead to different things; some of them may be risky.
                Never speak of dice, points, rules, models or this instruction.%s
                """.formatted(
                        setup.players() == 1 ? "one player" : setup.players() + " players",
                        holds.language(),
                        holds.contentRating(),
                        holds.maxCharsScene(),
                        holds.maxCharsOption(),
                        never(holds));
    }

    private static String never(Constraints holds) {
        return holds.forbiddenTerms().isEmpty()
                ? ""
                : " None of these words may appear anywhere, in whatever spelling: "
                        + holds.forbiddenTerms().stream().limit(MOST_TERMS).collect(Collectors.joining(", ")) + ".";
    }

    private static String setup(Story story) {
        var setup = story.begun();
        var plot = story.plot();
        var lines = new ArrayList<String>();
        line(lines, "Tone", setup.slots().toneBias());
        line(lines, "Theme", setup.slots().themeBias());
        line(lines, "Characters", setup.slots().npcBias());
        line(lines, "Title", plot.title());
        line(lines, "Premise", plot.premise());
        line(lines, "The player is", plot.role());
        line(lines, "Primary goal", plot.goal());
        line(lines, "At stake", plot.stakes());
        line(lines, "World", plot.worldSeed().isEmpty() ? Worlds.name(setup.runSeed()) : plot.worldSeed());
        return String.join("\n", lines);
    }

    private static void line(List<String> lines, String what, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            lines.add(what + ": " + text);
        }
    }

    private static String soFar(Story story) {
        var lines = new ArrayList<String>();
        line(lines, "So far", story.plot().memory());
        var deeds = story.deeds();
        deeds.subList(Math.max(0, deeds.size() - LAST_DEEDS), deeds.size())
                .forEach(deed -> lines.add(
                        "- %d %s: %s → %s".formatted(deed.number(), deed.type().wire(), deed.text(), deed.outcome())));
        var scenes = story.scenes();
        scenes.subList(Math.max(0, scenes.size() - LAST_SCENES), scenes.size())
                .forEach(scene -> line(lines, "Scene", scene));
        line(lines, "Last said", story.plot().line());
        lines.add("Arc so far: " + story.plot().arc() + " of 100.");
        return String.join("\n", lines);
    }

    private static String question(Story story, Move move, Tick now) {
        return switch (move.type()) {
            case INIT -> """
                    Begin the story: who the player is, what is at stake, the opening scene with a line that somebody \
                    says, how to play on, and two to four options. arc_progress is 0. Route to %s.
                    """.formatted(StageNotes.routes(story.begun()));
            case DECISION ->
                "The player decides: " + move.text() + "\n" + fate(move) + "\nTell what comes of it."
                        + pace(story, now);
            case ACTION ->
                "The player does or says: " + move.text() + "\n" + fate(move)
                        + "\nSay whether that is possible here (accepted, else a reason), and tell what comes of it."
                        + pace(story, now);
            case COMBAT ->
                "The player fights: " + move.text() + "\n" + round(story, move) + "\nTell this one round."
                        + pace(story, now);
            case PUZZLE ->
                "The player tries to solve the riddle: " + move.text() + "\n" + fate(move)
                        + "\nName the riddle, say whether this solves it, and what comes of it: failure_level none, minor,"
                        + " major or deadly, and whether an enemy was triggered. Of the options one is nearly right and"
                        + " one is dangerous." + pace(story, now);
            case RESOLUTION ->
                """
                    The story ends here%s. Tell its ending, an epilogue with a closing line, the choices that mattered \
                    (only those that were made, in their words) and a summary for a novel.
                    """.formatted(
                                story.vitals().isDead()
                                        ? ": the player is dead"
                                        : story.isTimeUp(now) ? ": the time is over" : "");
            case NOVEL ->
                "Retell the whole story as a short novel of 600 to 800 characters, with a title."
                        + (move.text().isBlank() ? "" : " The hero is called " + move.text() + ".");
        };
    }

    private static String fate(Move move) {
        return switch (move.draw().luck()) {
            case SETBACK -> "Luck: against the player. It goes wrong.";
            case MIXED -> "Luck: mixed. It half succeeds, at a price.";
            case SUCCESS -> "Luck: good. It succeeds, if it is possible at all.";
            case TRIUMPH -> "Luck: splendid. It succeeds better than hoped.";
        };
    }

    private static String round(Story story, Move move) {
        var before = story.vitals().fighting();
        var judged = Judge.of(story, move, null, story.clock());
        return "The enemy loses %d of %d strength, the player %d of %d.%s%s"
                .formatted(
                        judged.damageToEnemy(),
                        before.enemyHp(),
                        judged.damageToPlayer(),
                        before.playerHp(),
                        judged.vitals().enemyHp() == 0 ? " The enemy is beaten." : "",
                        judged.vitals().isDead() ? " The player dies." : "");
    }

    private static String pace(Story story, Tick now) {
        var limit = story.begun().limit();
        var left = limit.minus(Duration.ofMillis(now.elapsedMs()));
        var used = Math.clamp(100 * now.elapsedMs() / Math.max(1, limit.toMillis()), 0, 100);
        return "\nRoute to " + StageNotes.routes(story.begun())
                + "; to RESOLUTION when the primary goal is reached or the player"
                + " dies. %d %% of the time is used, %d seconds are left: bring the arc to about %d."
                        .formatted(
                                used,
                                Math.max(0, left.toSeconds()),
                                Math.max(story.plot().arc(), used * 4 / 5));
    }
}
