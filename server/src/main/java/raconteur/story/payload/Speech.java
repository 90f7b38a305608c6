package raconteur.story.payload;

import java.util.Locale;
import java.util.Optional;

/** A language that stories are told in: one in which there are safe words for everything. */
public enum Speech {
    /** Chinese, in whichever set of forms. */
    ZH("zh", true),
    ZH_HANS("zh", true),
    ZH_HANT("zh", true),
    EN("en", false),
    JA("ja", true),
    KO("ko", false),
    DE("de", false),
    FR("fr", false),
    ES("es", false);

    private final String words;
    private final boolean unspaced;

    Speech(String words, boolean unspaced) {
        this.words = words;
        this.unspaced = unspaced;
    }

    /** The language of a BCP 47 tag, or of the name people give it; nothing if stories are not told in it. */
    public static Optional<Speech> of(String tag) {
        var plain = tag.strip().replace('_', '-');
        var named = switch (plain.toLowerCase(Locale.ROOT)) {
            case "chinese", "中文", "汉语", "漢語", "cn" -> "zh";
            case "简体中文", "simplified chinese" -> "zh-Hans";
            case "繁體中文", "繁体中文", "traditional chinese" -> "zh-Hant";
            case "english", "英文", "英语" -> "en";
            case "japanese", "日本語", "日语" -> "ja";
            case "korean", "한국어", "韩语" -> "ko";
            case "german", "deutsch" -> "de";
            case "french", "français" -> "fr";
            case "spanish", "español" -> "es";
            default -> plain;
        };
        var locale = Locale.forLanguageTag(named);
        return switch (locale.getLanguage()) {
            case "zh" -> Optional.of(chinese(locale));
            case "en" -> Optional.of(EN);
            case "ja" -> Optional.of(JA);
            case "ko" -> Optional.of(KO);
            case "de" -> Optional.of(DE);
            case "fr" -> Optional.of(FR);
            case "es" -> Optional.of(ES);
            default -> Optional.empty();
        };
    }

    private static Speech chinese(Locale locale) {
        return switch (locale.getScript()) {
            case "Hant" -> ZH_HANT;
            case "Hans" -> ZH_HANS;
            default ->
                switch (locale.getCountry()) {
                    case "TW", "HK", "MO" -> ZH_HANT;
                    case "CN", "SG" -> ZH_HANS;
                    default -> ZH;
                };
        };
    }

    /** The name of its collection of safe words. */
    String words() {
        return words;
    }

    /** Whether it is written without spaces between words. */
    public boolean unspaced() {
        return unspaced;
    }

    /** Whether it is Chinese in any set of forms. */
    public boolean isChinese() {
        return words.equals("zh");
    }
}
