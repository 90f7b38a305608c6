package raconteur.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parent that was named, be it nobody: in JSON an id or null. A field of this type that was left out is a Java null.
 *
 * @param id null for the root of the tree
 */
@JsonDeserialize(using = Place.Reader.class)
public record Place(@Nullable UUID id) {
    /** Tells null from nothing. */
    static final class Reader extends JsonDeserializer<Place> {
        @Override
        public Place deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new Place(context.readValue(parser, UUID.class));
        }

        @Override
        public Place getNullValue(DeserializationContext context) {
            return new Place(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
