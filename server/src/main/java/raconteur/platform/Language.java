package raconteur.platform;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language the server speaks to people in. */
public enum Language {
    EN,
    ZH;

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.CHINESE);

    /** The best of ours for an {@code Accept-Language} header; English when it names none or is not one. */
    public static Language of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > 512) {
            return EN;
        }
        try {
            var wanted = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return Locale.CHINESE.equals(wanted) ? ZH : EN;
        } catch (IllegalArgumentException _) {
            return EN; // a header that is no language list says nothing about the reader
        }
    }
}
