package raconteur.turn.structured;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jdbi.v3.core.Handle;
import raconteur.platform.Refusal;
import raconteur.turn.TurnId;

/**
 * Takes part in the making of a value, as far as it wants to. {@link #check}, {@link #nearest}, {@link #told} and
 * {@link #restarted} are called on the generation's thread or an event loop: they must not block.
 */
public interface Asker {
    /** Who takes no part. */
    Asker NOBODY = new Asker() {};

    /**
     * The turn is being admitted; in that transaction.
     *
     * @param model the id of the model that will be asked first
     * @throws Refusal if it may not be; nothing has happened then
     */
    default void admitted(Handle tx, TurnId turn, String model) {}

    /** What is wrong with a value that is valid by its schema, in short sentences for the model; empty if nothing. */
    default List<String> check(JsonNode value) {
        return List.of();
    }

    /**
     * The nearest so far of answers that are not as they must be: of the schema if one was, else any object. Called for
     * each that is nearer or as near as the last.
     */
    default void nearest(JsonNode value) {}

    /** More text of the answer that is being written, as it comes. */
    default void told(String text) {}

    /** The text told so far is void: another answer begins. */
    default void restarted() {}

    /**
     * It is over; in the transaction that settles it, so that what is kept of it is kept with its bill. May be called
     * again if that transaction has to be repeated. Not called when the server dies before.
     */
    default void kept(Handle tx, TurnId turn, Outcome outcome) {}
}
