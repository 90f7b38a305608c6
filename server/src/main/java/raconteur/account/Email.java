package raconteur.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;

/** Reads e-mail addresses. Whether one exists only a letter tells. */
final class Email {
    private static final int LONGEST = 254;
    private static final Pattern FORM = Pattern.compile("[^@\\s\\p{Cc}\\p{Cf}<>,;:\"\\\\()\\[\\]]{1,64}"
            + "@[\\p{L}\\p{M}\\p{Nd}](?:[\\p{L}\\p{M}\\p{Nd}.\\-]{0,188})");

    private Email() {}

    /** The address to keep, none when it is blank; {@link Refusal} of the field {@code email} when it is none. */
    static @Nullable String parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var address = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        if (address.length() > LONGEST || !FORM.matcher(address).matches()) {
            throw Refusal.invalid("email", "is not an e-mail address", "不是有效的邮箱地址");
        }
        return address;
    }

    /** What makes an address the same as another; none for none. */
    static @Nullable String keyOf(@Nullable String address) {
        return address == null ? null : address.toLowerCase(Locale.ROOT);
    }
}
