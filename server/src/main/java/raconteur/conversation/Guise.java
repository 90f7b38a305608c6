package raconteur.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.character.acting.Partner;
import raconteur.platform.Caller;
import raconteur.protocol.Message;
import raconteur.protocol.Persona;

/**
 * What a person appears as to a character: a persona, the account itself, or a player of a game of that account.
 *
 * @param kind {@code persona}, {@code account} or {@code player}
 * @param id of the persona, the account or the player, by which memory tells people apart
 */
record Guise(String kind, UUID id, Partner partner) {
    static Guise of(Caller caller, @Nullable Persona persona) {
        return persona == null
                ? new Guise("account", caller.account().value(), new Partner(caller.username(), ""))
                : new Guise("persona", persona.id(), new Partner(persona.name(), persona.description()));
    }

    static Guise of(Stage stage) {
        return new Guise("player", stage.player(), new Partner(stage.name(), ""));
    }

    /** As whom it says things. */
    Message.Author author() {
        return new Message.Author(kind, id.toString(), partner.name());
    }
}
