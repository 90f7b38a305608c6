package raconteur.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.character.acting.Partner;
import raconteur.platform.Caller;
import raconteur.protocol.Persona;

/**
 * What a person appears as to a character: a persona, or the account itself.
 *
 * @param id of the persona or the account, by which memory tells people apart
 */
record Guise(UUID id, Partner partner) {
    static Guise of(Caller caller, @Nullable Persona persona) {
        return persona == null
                ? new Guise(caller.account().value(), new Partner(caller.username(), ""))
                : new Guise(persona.id(), new Partner(persona.name(), persona.description()));
    }
}
