package raconteur.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The one secret of this installation. Whoever needs a key asks for one of its purpose; from one key nothing can be
 * learned about another. Thread-safe.
 */
public final class Secret {
    private static final int SHORTEST = 32;
    private static final String FILE = "secret.key";
    private static final Set<String> SAMPLES = Set.of(
            "changeme", "change-me", "change_me", "change me", "example", "your-", "your_", "replace", "insecure");

    /** One piece repeated over and over, such as {@code aaaa…} or {@code 123412341234…}, is no secret. */
    private static final Pattern REPEATED = Pattern.compile("(.{1,16}?)\\1+.{0,7}");

    private final byte[] extracted;

    Secret(byte[] secret) {
        this.extracted = extract(secret);
    }

    /**
     * The secret that the operator set, or else the one in the data folder, which is made when there is none.
     *
     * @param mayMake whether a new one may be made: not when the data was written with another
     * @throws Settings.Unusable if it is blank, short or a sample value, or cannot be kept
     */
    public static Secret open(Settings settings, boolean mayMake) {
        var set = settings.all().get(Setting.SECRET_KEY.variable());
        if (set != null) {
            return new Secret(checked(Setting.SECRET_KEY.variable(), set.strip()));
        }
        var file = Path.of(settings.text(Setting.DATA)).resolve(FILE);
        try {
            if (Files.exists(file)) {
                return new Secret(
                        checked("The file " + file, Files.readString(file).strip()));
            }
            if (!mayMake) {
                throw new Settings.Unusable("The file " + file + " is missing, but the data was written with it. Put it"
                        + " back, or set " + Setting.SECRET_KEY.variable() + " to what it held.");
            }
            var made = random();
            writePrivately(file, made);
            return new Secret(made.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new Settings.Unusable("The file " + file + " cannot be used: " + failure.getMessage());
        }
    }

    /** A key of 32 bytes for this purpose and no other. */
    public byte[] key(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.expandOnly(
                            new SecretKeySpec(extracted, "HKDF"),
                            ("raconteur " + purpose).getBytes(StandardCharsets.UTF_8),
                            32));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What this text becomes under the key of this purpose, in hexadecimal: the same text, the same answer. */
    public String seal(String purpose, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(purpose), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A file that its owner alone can read, replaced as a whole or not at all. */
    public static void writePrivately(Path file, String text) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(draft, options, ownerOnly(folder))) {
            var bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] ownerOnly(@Nullable Path folder) throws IOException {
        var posix = folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] checked(String source, String secret) {
        var small = secret.toLowerCase(Locale.ROOT);
        if (secret.isEmpty()) {
            throw new Settings.Unusable(source + " is blank. " + advice());
        }
        if (SAMPLES.stream().anyMatch(small::contains)
                || (secret.length() >= SHORTEST && REPEATED.matcher(secret).matches())) {
            throw new Settings.Unusable(source + " is a sample value that anyone can guess. " + advice());
        }
        if (secret.codePointCount(0, secret.length()) < SHORTEST) {
            throw new Settings.Unusable(source + " is shorter than " + SHORTEST + " characters. " + advice());
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private static String advice() {
        return "Set " + Setting.SECRET_KEY.variable() + " to at least " + SHORTEST
                + " random characters, or leave it unset: then one is made and kept in the data folder.";
    }

    private static byte[] extract(byte[] secret) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).extractOnly());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
