package raconteur.game;

import com.fasterxml.jackson.databind.node.ObjectNode;
import raconteur.protocol.GameAnswer;

/** One thing of an answer: a line to show, or something to do. */
public sealed interface Said {
    /** A line that fits a speech bubble. */
    record Line(GameAnswer.Line line) implements Said {}

    /** Something to do; it was allowed, and its arguments were checked. */
    record Act(String name, ObjectNode args) implements Said {}
}
