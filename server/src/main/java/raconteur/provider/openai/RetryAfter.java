package raconteur.provider.openai;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how long a provider asks to wait, in any of the ways providers say it. */
final class RetryAfter {
    private static final Pattern SPAN =
            Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9})ms)?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");

    private RetryAfter() {}

    static @Nullable Duration of(MultiMap headers, Instant now) {
        var millis = number(headers.get("retry-after-ms"));
        if (millis != null) {
            return millis(millis);
        }
        var after = headers.get("retry-after");
        if (after != null) {
            var seconds = number(after);
            return seconds != null ? millis(seconds * 1000) : date(after, now);
        }
        if ("0".equals(headers.get("x-ratelimit-remaining-requests"))) {
            return reset(headers.get("x-ratelimit-reset-requests"), now);
        }
        if ("0".equals(headers.get("x-ratelimit-remaining-tokens"))) {
            return reset(headers.get("x-ratelimit-reset-tokens"), now);
        }
        return reset(headers.get("x-ratelimit-reset"), now);
    }

    /** A span such as 6m0s, seconds, or a moment counted from 1970. */
    private static @Nullable Duration reset(@Nullable String text, Instant now) {
        var number = number(text);
        if (number != null) {
            if (number > 1e11) {
                return between(now, Instant.ofEpochMilli(number.longValue()));
            }
            return number > 1e9 ? between(now, Instant.ofEpochSecond(number.longValue())) : millis(number * 1000);
        }
        var parts = text == null || text.isEmpty() ? null : SPAN.matcher(text);
        if (parts == null || !parts.matches()) {
            return null;
        }
        return millis(part(parts.group(1)) * 3_600_000
                + part(parts.group(2)) * 60_000
                + part(parts.group(3)) * 1000
                + part(parts.group(4)));
    }

    private static double part(@Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static @Nullable Duration date(String text, Instant now) {
        try {
            return between(
                    now,
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException _) {
            // neither a number nor a date: as if nothing was said
            return null;
        }
    }

    private static Duration between(Instant now, Instant then) {
        return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
    }

    private static Duration millis(double count) {
        return Duration.ofMillis((long) Math.min(count, 1e12));
    }

    private static @Nullable Double number(@Nullable String text) {
        return text != null && NUMBER.matcher(text.strip()).matches() ? Double.valueOf(text.strip()) : null;
    }
}
