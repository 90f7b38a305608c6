package raconteur.character.tavern;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times in all the ways that SillyTavern has written them over the years. */
final class Moments {
    private static final int LONGEST = 64;
    private static final long FIRST_IN_MILLISECONDS = 100_000_000_000L; // in seconds that would be the year 5138
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** {@code 2024-6-1 @10h 5m 3s 12ms} */
    private static final Pattern MARKED = Pattern.compile(
            "(\\d{4})-(\\d{1,2})-(\\d{1,2}) ?@ ?(\\d{1,2})h ?(\\d{1,2})m(?: ?(\\d{1,2})s)?(?: ?(\\d{1,3})ms)?");

    /** {@code June 1, 2024 10:05am} */
    private static final Pattern ENGLISH = Pattern.compile(
            "([a-z]{3,9})\\.? (\\d{1,2}),? (\\d{4}),?(?: at)? (\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?: ?([ap])\\.?m\\.?)?");

    /** {@code 2024年6月1日下午3点05分} */
    private static final Pattern CHINESE =
            Pattern.compile("(\\d{4})年(\\d{1,2})月(\\d{1,2})日 ?(凌晨|早上|上午|中午|下午|晚上)? ?(\\d{1,2})[点:：](\\d{1,2})分?");

    private Moments() {}

    /** The time that this says, or none. */
    static @Nullable Instant read(JsonNode said, ZoneId zone) {
        if (said.isNumber()) {
            return said.canConvertToLong() ? counted(said.longValue()) : null;
        }
        var text = said.asText("").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        if (text.matches("\\d{9,15}")) {
            return counted(Long.parseLong(text));
        }
        try {
            var found = written(text.toLowerCase(Locale.ROOT), zone);
            return found != null ? found : standard(text, zone);
        } catch (DateTimeException _) {
            return null; // such as the 31st of June
        }
    }

    private static @Nullable Instant counted(long number) {
        if (number <= 0) {
            return null;
        }
        var moment = number < FIRST_IN_MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        return moment.isAfter(LATEST) ? null : moment;
    }

    private static @Nullable Instant written(String text, ZoneId zone) {
        var marked = MARKED.matcher(text);
        if (marked.matches()) {
            return at(marked, 1, number(marked, 2), 3, number(marked, 4), 5, zone)
                    .plusSeconds(number(marked, 6))
                    .plusMillis(number(marked, 7));
        }
        var english = ENGLISH.matcher(text);
        if (english.matches()) {
            var month = MONTHS.indexOf(english.group(1).substring(0, 3)) + 1;
            var half = english.group(7);
            return at(
                            english,
                            3,
                            month,
                            2,
                            half == null ? number(english, 4) : hour(english, 4, half.equals("p")),
                            5,
                            zone)
                    .plusSeconds(number(english, 6));
        }
        var chinese = CHINESE.matcher(text);
        if (chinese.matches()) {
            var half = chinese.group(4);
            var isLate = half != null && (half.equals("下午") || half.equals("晚上") || half.equals("中午"));
            var hour = number(chinese, 5);
            return at(chinese, 1, number(chinese, 2), 3, isLate && hour < 11 ? hour + 12 : hour, 6, zone);
        }
        return null;
    }

    private static int hour(MatchResult found, int group, boolean isAfternoon) {
        return number(found, group) % 12 + (isAfternoon ? 12 : 0);
    }

    private static Instant at(MatchResult found, int year, int month, int day, int hour, int minute, ZoneId zone) {
        return LocalDateTime.of(number(found, year), month, number(found, day), hour, number(found, minute))
                .atZone(zone)
                .toInstant();
    }

    private static int number(MatchResult found, int group) {
        return found.group(group) == null ? 0 : Integer.parseInt(found.group(group));
    }

    private static @Nullable Instant standard(String text, ZoneId zone) {
        try {
            return switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from)) {
                case ZonedDateTime zoned -> within(zoned.toInstant());
                case LocalDateTime local -> within(local.atZone(zone).toInstant());
                case Object _ -> null;
            };
        } catch (DateTimeParseException _) {
            return null; // another way still
        }
    }

    private static @Nullable Instant within(Instant moment) {
        return moment.isBefore(Instant.EPOCH) || moment.isAfter(LATEST) ? null : moment;
    }
}
