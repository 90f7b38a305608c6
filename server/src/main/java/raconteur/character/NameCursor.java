package raconteur.character;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;

/** Where a page of a list ended that goes by names. */
record NameCursor(String key, UUID id) {
    /** Reads one of ours; {@link Refusal} naming the field for anything else. */
    static NameCursor parse(String text) {
        var parts = text.split("\\.", 2);
        try {
            var key = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
            return new NameCursor(
                    key.replace("\0", ""), Ids.parse(parts[parts.length - 1]).orElseThrow(NameCursor::none));
        } catch (IllegalArgumentException _) {
            throw none();
        }
    }

    private static Refusal none() {
        return Refusal.invalid("cursor", "this is no cursor of ours", "游标无效");
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8)) + "." + id;
    }
}
