package raconteur.character.macro;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The time in macros, in English as their authors expect it. */
final class Times {
    private static final DateTimeFormatter TIME = of("h:mm a");
    private static final DateTimeFormatter DATE = of("MMMM d, yyyy");
    private static final DateTimeFormatter WEEKDAY = of("EEEE");
    private static final DateTimeFormatter ISO_TIME = of("HH:mm");
    private static final DateTimeFormatter ISO_DATE = of("yyyy-MM-dd");
    private static final Pattern ZONE = Pattern.compile("UTC([+-]\\d{1,2})", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN = Pattern.compile("YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|A|a");
    private static final int FURTHEST = 18;

    /** How the authors' letters are called here, where they are called otherwise. */
    private static final Map<String, String> LETTERS =
            Map.of("YYYY", "yyyy", "YY", "yy", "DD", "dd", "D", "d", "dddd", "EEEE", "ddd", "EEE", "A", "a", "a", "a");

    private Times() {}

    static String said(String macro, String rest, ZonedDateTime now) {
        return switch (macro) {
            case "time" -> TIME.format(inZone(rest, now));
            case "date" -> DATE.format(now);
            case "weekday" -> WEEKDAY.format(now);
            case "isotime" -> ISO_TIME.format(now);
            case "isodate" -> ISO_DATE.format(now);
            default ->
                TOKEN.matcher(rest)
                        .replaceAll(token -> of(LETTERS.getOrDefault(token.group(), token.group()))
                                .format(now));
        };
    }

    private static ZonedDateTime inZone(String rest, ZonedDateTime now) {
        var zone = ZONE.matcher(rest);
        if (!zone.matches()) {
            return now;
        }
        var hours = Integer.parseInt(zone.group(1));
        return Math.abs(hours) > FURTHEST ? now : now.withZoneSameInstant(ZoneOffset.ofHours(hours));
    }

    private static DateTimeFormatter of(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
