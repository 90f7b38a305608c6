package raconteur.platform.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/** Reads text, but none that cannot be stored or sent on: NUL characters and lone surrogates are malformed. */
final class CleanText extends StdDeserializer<String> {
    CleanText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && !isClean(text)) {
            throw new JsonParseException(parser, "text with a NUL character or a lone surrogate");
        }
        return text;
    }

    static boolean isClean(String text) {
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                at++;
                if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
                    return false;
                }
            }
        }
        return true;
    }
}
