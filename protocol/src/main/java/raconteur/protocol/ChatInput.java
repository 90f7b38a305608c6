package raconteur.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What is asked: in JSON a text, or a list of parts. */
@JsonDeserialize(using = ChatInput.Reader.class)
public record ChatInput(@Size(min = 1, max = 16) List<TakeTurn.@NotNull @Valid TextPart> parts) {
    /** A question that is one text. */
    public static ChatInput of(String text) {
        return new ChatInput(List.of(new TakeTurn.TextPart("text", text)));
    }

    /** Takes either form. */
    static final class Reader extends JsonDeserializer<ChatInput> {
        @Override
        public ChatInput deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                // read like every other text, so that what is no text is refused
                return of(context.readValue(parser, String.class));
            }
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                return new ChatInput(Arrays.asList(context.readValue(parser, TakeTurn.TextPart[].class)));
            }
            return (ChatInput) context.handleUnexpectedToken(ChatInput.class, parser);
        }
    }
}
