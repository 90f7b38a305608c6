package raconteur.terminal.knowledge;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import raconteur.terminal.remote.Stopped;

/**
 * The files of a folder that the server can read. Hidden ones are not looked at, and links are not followed.
 *
 * @param files by name
 * @param leftOut files of other kinds, too large or too long a name, each with its reason
 */
record Folder(List<Entry> files, List<String> leftOut) {
    /**
     * A file.
     *
     * @param name its path below the folder, with slashes
     */
    record Entry(String name, Path path) {
        /** SHA-256 of its bytes in lower-case hexadecimal digits. */
        String hash() throws IOException {
            var digest = sha256();
            try (var in = new DigestInputStream(Files.newInputStream(path), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    static final long LARGEST = 20L << 20;
    private static final int LONGEST_NAME = 500;
    private static final Set<String> KINDS = Set.of("txt", "md", "json", "lua", "html", "htm", "pdf", "docx");

    /** {@link Stopped} when it is none, or cannot be read. */
    static Folder read(Path root) {
        if (!Files.isDirectory(root)) {
            throw Stopped.failed("There is no folder " + root + ".");
        }
        var files = new ArrayList<Entry>();
        var leftOut = new ArrayList<String>();
        var names = new HashSet<String>();
        try (var all = Files.walk(root)) {
            for (var path : all.filter(Files::isRegularFile).sorted().toList()) {
                var name = name(root.relativize(path));
                if (Files.isSymbolicLink(path) || isHidden(name)) {
                    continue;
                }
                var reason = names.add(name) ? reason(name, Files.size(path)) : "is there twice";
                if (reason.isEmpty()) {
                    files.add(new Entry(name, path));
                } else {
                    leftOut.add(name + ": " + reason);
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            throw Stopped.failed("The folder " + root + " cannot be read: " + unreadable.getMessage());
        }
        return new Folder(List.copyOf(files), List.copyOf(leftOut));
    }

    private static String name(Path relative) {
        var parts = StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
        return Normalizer.normalize(parts, Normalizer.Form.NFC);
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.");
    }

    private static String reason(String name, long bytes) {
        var kind = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!KINDS.contains(kind) || !name.contains(".")) {
            return "is none of " + KINDS.stream().sorted().collect(Collectors.joining(", "));
        }
        if (bytes > LARGEST) {
            return "is larger than 20 MiB";
        }
        var unfit = name.codePointCount(0, name.length()) > LONGEST_NAME
                || name.contains("\\")
                || name.codePoints().anyMatch(Character::isISOControl);
        return unfit ? "its name is too long, or has a backslash or a control character" : "";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
