package raconteur.terminal.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The key that is shown to the server. It is in no line that is printed: neither whole nor in part. */
public record ServerKey(String value) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._~+/=-]{1,4096}");

    /** {@link Stopped} when it could not stand in a header; the sentence does not repeat it. */
    public ServerKey {
        if (!SAFE.matcher(value).matches()) {
            throw Stopped.misused("That is no key: one is a line of letters, digits and . _ ~ + / = - without spaces.");
        }
    }

    /** From what was given on the command line: the key itself, or else a file that holds nothing but it. */
    public static Optional<ServerKey> given(Optional<String> key, Optional<Path> file) {
        if (key.isPresent() && file.isPresent()) {
            throw Stopped.misused("Give --token or --token-file, not both.");
        }
        return key.map(String::strip).or(() -> file.map(ServerKey::read)).map(ServerKey::new);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            throw Stopped.failed("The key's file " + file + " cannot be read.");
        }
    }

    /** What the header {@code Authorization} says. */
    public String header() {
        return "Bearer " + value;
    }

    /** Without the key, which would otherwise stand in a log one day. */
    @Override
    public String toString() {
        return "ServerKey";
    }
}
