package raconteur.character.card;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Files inside of texts: {@code data:image/png;base64,…}. */
final class DataUri {
    private static final String MARK = ";base64,";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("apng", "image/apng"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("avif", "image/avif"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"));

    private DataUri() {}

    static String of(String ext, byte[] bytes) {
        var type = TYPES.getOrDefault(ext.toLowerCase(Locale.ROOT), "application/octet-stream");
        return "data:" + type + MARK + Base64.getEncoder().encodeToString(bytes);
    }

    /** What it holds, if it is one and can be read. */
    static Optional<byte[]> decoded(String uri) {
        var at = uri.startsWith("data:") ? uri.indexOf(MARK) : -1;
        if (at < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(uri.substring(at + MARK.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // it stays in the card as it came; there is no file in it
        }
    }
}
