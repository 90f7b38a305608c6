package raconteur.character;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import raconteur.platform.Ids;

/** Names one character, for ever. */
public record CharacterId(UUID value) {
    /** The id in this text; {@link raconteur.platform.Code#NOT_FOUND} when it is none. */
    public static CharacterId require(String text) {
        return new CharacterId(Ids.require(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
