package raconteur.story.play;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where the server did not follow the model, or followed it where the model had not seen it.
 *
 * @param field what it is about: a JSON pointer into the payload
 * @param proposed what the model said; null where it said nothing
 * @param ruled what holds
 */
public record Ruling(Rule rule, String field, JsonNode proposed, JsonNode ruled) {
    /** Why. */
    public enum Rule {
        NOT_ALLOWED("that event is not allowed next"),
        NOT_IN_SCENARIO("the scenario has no such event"),
        ENDS_WITH_ITS_ROUTING("a story ends when its next event is the resolution, and not otherwise"),
        DEADLY("the player is dead"),
        TIME_IS_UP("the time of the story is used up"),
        GOAL_REACHED("the primary goal is reached"),
        ARC_COMPLETE("the arc has come to 80"),
        ENEMY_TRIGGERED("an enemy was triggered"),
        ENEMY_BEATEN("the enemy is beaten"),
        NEVER_BOTH("who is dead meets no enemy"),
        RIGHT_IS_HARMLESS("a right answer does no harm"),
        BEGINS_AT_ZERO("a story begins at 0"),
        NEVER_FALLS("the arc never falls"),
        KEEPS_PACE("the arc keeps pace with the time that is used"),
        AS_RECORDED("only choices that were made are remembered");

        private final String reason;

        Rule(String reason) {
            this.reason = reason;
        }

        /** In a sentence, for people. */
        public String reason() {
            return reason;
        }
    }
}
