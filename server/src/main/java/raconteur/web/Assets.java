package raconteur.web;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The files of the app, read from the jar when they are first asked for and kept. Thread-safe. */
@Singleton
public final class Assets {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]{0,127}){1,6}");
    private static final int WORTH_ZIPPING = 1024;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff2", "font/woff2"));

    private final Map<String, Asset> found = new ConcurrentHashMap<>();

    /** The file at this path of the site, or nothing. */
    public Optional<Asset> find(String path) {
        var asset = found.get(path);
        if (asset == null && PATH.matcher(path).matches()) {
            asset = read(path);
            if (asset != null) {
                found.put(path, asset);
            }
        }
        return Optional.ofNullable(asset);
    }

    private static @Nullable Asset read(String path) {
        var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            return null;
        }
        try (var file = Assets.class.getResourceAsStream("/META-INF/resources" + path)) {
            if (file == null) {
                return null;
            }
            var bytes = file.readAllBytes();
            var isText = !type.startsWith("font/") && (!type.startsWith("image/") || type.contains("svg"));
            var zipped = isText && bytes.length >= WORTH_ZIPPING ? zipped(bytes) : null;
            return new Asset(type, tag(bytes), path.startsWith("/assets/"), bytes, zipped);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static String tag(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
