package raconteur.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the program this is. */
public final class Version {
    private Version() {}

    /** Such as {@code 0.1.0}. */
    public static String current() {
        try (var file = Version.class.getResourceAsStream("/raconteur-version.properties")) {
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
