package raconteur.character.card;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Lines that begin with {@code @@} at the top of an entry of a lorebook. Programs of version 2 would put them into the
 * prompt, so they are taken out for these, kept beside the entry, and put back where the entry's text is still the
 * same.
 */
final class Decorators {
    private static final String KEPT = "raconteur/decorated";

    private Decorators() {}

    /** The book as version 2 may show it; changes and returns the one it gets. */
    static ObjectNode hidden(ObjectNode book) {
        for (var entry : book.path("entries")) {
            var whole = entry.path("content").asText("");
            var plain = plain(whole);
            if (!plain.equals(whole) && entry instanceof ObjectNode object && hasRoom(object)) {
                object.withObjectProperty("extensions").put(KEPT, whole);
                object.put("content", plain);
            }
        }
        return book;
    }

    /** The book as it was before it was hidden; changes and returns the one it gets. */
    static ObjectNode restored(ObjectNode book) {
        for (var entry : book.path("entries")) {
            var whole = entry.path("extensions").path(KEPT);
            if (whole.isTextual()
                    && entry instanceof ObjectNode object
                    && entry.path("extensions") instanceof ObjectNode extensions
                    && plain(whole.textValue()).equals(entry.path("content").asText(""))) {
                extensions.remove(KEPT);
                object.set("content", whole);
            }
        }
        return book;
    }

    private static boolean hasRoom(ObjectNode entry) {
        return entry.path("extensions").isMissingNode()
                || entry.path("extensions").isObject();
    }

    private static String plain(String content) {
        var from = 0;
        while (content.startsWith("@@", from)) {
            var end = content.indexOf('\n', from);
            if (end < 0) {
                return "";
            }
            from = end + 1;
        }
        return content.substring(from);
    }
}
