package raconteur.story.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.story.payload.EventType;
import raconteur.story.play.Ruling.Rule;

/** Rules over what a model proposes for one event. Pure: the same story, move and proposal are ruled the same way. */
public final class Judge {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ARC_COMPLETE = 80;
    private static final int MINOR = 5;
    private static final int MAJOR = 25;
    private static final Set<String> LEVELS = Set.of("none", "minor", "major", "deadly");
    private static final Set<String> FIRST = Set.of("DECISION", "COMBAT", "PUZZLE");
    private static final Set<String> NEXT = Set.of("DECISION", "COMBAT", "PUZZLE", "RESOLUTION");

    private final Story story;
    private final Move move;
    private final JsonNode proposal;
    private final Tick now;
    private final List<Ruling> rulings = new ArrayList<>();

    private Judge(Story story, Move move, JsonNode proposal, Tick now) {
        this.story = story;
        this.move = move;
        this.proposal = proposal;
        this.now = now;
    }

    /**
     * What holds.
     *
     * @param next what to post next, as it is routed
     * @param damageToEnemy of a round of combat; else 0
     * @param correct whether a riddle was answered; false elsewhere
     */
    public record Judgement(
            String next,
            int arc,
            Vitals vitals,
            int damageToEnemy,
            int damageToPlayer,
            boolean correct,
            String failure,
            boolean enemyTriggered,
            List<Ruling> rulings) {
        boolean ends() {
            return next.equals(EventType.RESOLUTION.name()) || next.equals(EventType.NOTHING_MORE);
        }
    }

    /**
     * Rules over a move.
     *
     * @param proposal null when the model said nothing that could be read
     */
    public static Judgement of(Story story, Move move, @Nullable JsonNode proposal, Tick now) {
        return new Judge(story, move, proposal == null ? MissingNode.getInstance() : proposal, now).judge();
    }

    private Judgement judge() {
        var before = move.type() == EventType.COMBAT ? story.vitals().fighting() : story.vitals();
        var fights = move.type() == EventType.COMBAT;
        var toEnemy = fights ? Math.min(move.draw().damageToEnemy(), before.enemyHp()) : 0;
        var toPlayer =
                fights && toEnemy < before.enemyHp() ? Math.min(move.draw().damageToPlayer(), before.playerHp()) : 0;
        var correct = proposal.at("/attempt/is_correct").asBoolean();
        var failure = failure(correct);
        var vitals = before.after(toPlayer + harm(failure, before), toEnemy);
        var deadly = vitals.isDead();
        var enemy = enemy(deadly);
        var arc = arc();
        var next = next(arc, deadly, enemy, fights && vitals.enemyHp() == 0);
        agree(next);
        return new Judgement(next, arc, vitals, toEnemy, toPlayer, correct, failure, enemy, List.copyOf(rulings));
    }

    private String failure(boolean correct) {
        if (move.type() != EventType.PUZZLE) {
            return "none";
        }
        var proposed = proposal.at("/result/failure_level");
        var said = proposed.asText().strip().toLowerCase(Locale.ROOT);
        var level = LEVELS.contains(said) ? said : "none"; // nobody is hurt by what cannot be read
        return correct && !level.equals("none")
                ? rule(Rule.RIGHT_IS_HARMLESS, "/result/failure_level", proposed, "none")
                : level;
    }

    private static int harm(String failure, Vitals before) {
        return switch (failure) {
            case "minor" -> MINOR;
            case "major" -> MAJOR;
            case "deadly" -> before.playerHp();
            default -> 0;
        };
    }

    /** Either of the two implies the other. */
    private void agree(String next) {
        var proposed = proposal.at("/routing/should_end");
        var ends = next.equals(EventType.RESOLUTION.name());
        if (proposed.isBoolean()
                && move.type() != EventType.RESOLUTION
                && move.type() != EventType.NOVEL
                && proposed.booleanValue() != ends) {
            rulings.add(
                    new Ruling(Rule.ENDS_WITH_ITS_ROUTING, "/routing/should_end", proposed, JSON.booleanNode(ends)));
        }
    }

    private boolean enemy(boolean deadly) {
        var proposed = proposal.at("/result/enemy_triggered");
        var triggered = move.type() == EventType.PUZZLE && proposed.asBoolean();
        if (triggered && !story.begun().allows(EventType.COMBAT)) {
            rulings.add(new Ruling(Rule.NOT_IN_SCENARIO, "/result/enemy_triggered", proposed, JSON.booleanNode(false)));
            return false;
        }
        if (triggered && deadly) {
            rulings.add(new Ruling(Rule.NEVER_BOTH, "/result/enemy_triggered", proposed, JSON.booleanNode(false)));
            return false;
        }
        return triggered;
    }

    private int arc() {
        var field = "/ai_state/arc_progress";
        var proposed = proposal.at(field);
        var before = story.plot().arc();
        var wanted = proposed.canConvertToInt() ? Math.clamp(proposed.intValue(), 0, 100) : before;
        if (move.type() == EventType.INIT) {
            return wanted == 0 ? 0 : rule(Rule.BEGINS_AT_ZERO, field, proposed, 0);
        }
        if (story.isOver()) {
            return before;
        }
        var pace = (int) Math.min(
                ARC_COMPLETE, ARC_COMPLETE * now.elapsedMs() / story.begun().limitMs());
        if (wanted < before && before >= pace && proposed.isNumber()) {
            return rule(Rule.NEVER_FALLS, field, proposed, before);
        }
        return wanted < pace ? rule(Rule.KEEPS_PACE, field, proposed, pace) : wanted;
    }

    private String next(int arc, boolean deadly, boolean enemy, boolean beaten) {
        return switch (move.type()) {
            case RESOLUTION, NOVEL -> EventType.NOTHING_MORE;
            case INIT -> first();
            case DECISION, ACTION, COMBAT, PUZZLE -> inPlay(arc, deadly, enemy, beaten);
        };
    }

    private JsonNode proposed() {
        return proposal.at("/routing/next_event_type");
    }

    private String first() {
        return route(FIRST);
    }

    /** As it was proposed, if that is one of these and the scenario has it; else the gentlest that it has. */
    private String route(Set<String> among) {
        var word = word();
        if (!among.contains(word)) {
            return route(Rule.NOT_ALLOWED, gentlest());
        }
        return story.begun().allows(EventType.valueOf(word)) ? word : route(Rule.NOT_IN_SCENARIO, gentlest());
    }

    private EventType gentlest() {
        var begun = story.begun();
        return begun.allows(EventType.DECISION)
                ? EventType.DECISION
                : begun.allows(EventType.PUZZLE) ? EventType.PUZZLE : EventType.COMBAT;
    }

    private String word() {
        return EventType.of(proposed().asText()).map(EventType::name).orElse("");
    }

    private String inPlay(int arc, boolean deadly, boolean enemy, boolean beaten) {
        if (deadly) {
            return route(Rule.DEADLY, EventType.RESOLUTION);
        }
        if (story.isTimeUp(now)) {
            return route(Rule.TIME_IS_UP, EventType.RESOLUTION);
        }
        if (isGoalReached()) {
            return route(Rule.GOAL_REACHED, EventType.RESOLUTION);
        }
        if (arc >= ARC_COMPLETE) {
            return route(Rule.ARC_COMPLETE, EventType.RESOLUTION);
        }
        if (enemy) {
            return route(Rule.ENEMY_TRIGGERED, EventType.COMBAT);
        }
        if (proposal.at("/routing/should_end").asBoolean()) {
            return route(Rule.ENDS_WITH_ITS_ROUTING, EventType.RESOLUTION);
        }
        var next = route(NEXT);
        return beaten && next.equals(EventType.COMBAT.name()) ? route(Rule.ENEMY_BEATEN, gentlest()) : next;
    }

    /** A model that is held to a schema cannot say so in words of its own; it proposes the resolution then. */
    private boolean isGoalReached() {
        return proposal.at("/ai_state/primary_goal_reached").asBoolean()
                || proposal.at("/state_flags/primary_goal_completed").asBoolean();
    }

    /** Where the model is overruled that is recorded; where it agrees, or said nothing, there is nothing to record. */
    private String route(Rule rule, EventType next) {
        return next.name().equals(word()) || (rule == Rule.NOT_ALLOWED && proposal.isMissingNode())
                ? next.name()
                : rule(rule, "/routing/next_event_type", proposed(), next.name());
    }

    private String rule(Rule rule, String field, JsonNode proposed, String ruled) {
        rulings.add(new Ruling(rule, field, said(proposed), JSON.textNode(ruled)));
        return ruled;
    }

    private int rule(Rule rule, String field, JsonNode proposed, int ruled) {
        rulings.add(new Ruling(rule, field, said(proposed), JSON.numberNode(ruled)));
        return ruled;
    }

    private static JsonNode said(JsonNode proposed) {
        return proposed.isMissingNode() ? NullNode.getInstance() : proposed;
    }
}
