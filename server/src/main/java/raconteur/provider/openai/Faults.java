package raconteur.provider.openai;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Connection;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;

/** Says what went wrong at one provider, in a class the house knows and in words without a key in them. */
final class Faults {
    private static final int LONGEST = 300;

    /**
     * Codes and types that mean more than the status they come with: Zhipu sends an empty account as 429, for one.
     * Numbers that stood in {@code base_resp} or {@code error_code} say so, because vendors number alike.
     */
    private static final Map<Fault, Set<String>> WORDS = Map.of(
            Fault.QUOTA,
            Set.of(
                    "insufficient_quota",
                    "exceeded_current_quota_error",
                    "billing_hard_limit_reached",
                    "insufficient_balance",
                    "account_overdue",
                    "arrearage",
                    "1113",
                    "30001",
                    "base_resp.1008"),
            Fault.CONTEXT_TOO_LONG,
            Set.of(
                    "context_length_exceeded",
                    "context_too_long",
                    "tokens_too_long",
                    "characters_too_long",
                    "exceed_context_size_error",
                    "string_above_max_length",
                    "1261",
                    "error_code.336007"),
            Fault.CONTENT_POLICY,
            Set.of(
                    "content_filter",
                    "content_policy_violation",
                    "data_inspection_failed",
                    "datainspectionfailed",
                    "moderation",
                    "1301",
                    "base_resp.1026",
                    "base_resp.1027"),
            Fault.RATE_LIMITED,
            Set.of(
                    "rate_limit_exceeded",
                    "rate_limit_reached_error",
                    "rate_limit_error",
                    "throttling",
                    "throttling.ratequota",
                    "throttling.allocationquota",
                    "limitrequests",
                    "limit_requests",
                    "resource_exhausted",
                    "1302",
                    "1303",
                    "base_resp.1002",
                    "base_resp.1039",
                    "error_code.18",
                    "error_code.336501",
                    "error_code.336502"),
            Fault.OVERLOADED,
            Set.of(
                    "overloaded_error",
                    "engine_overloaded",
                    "engine_overloaded_error",
                    "server_busy",
                    "overloaded",
                    "1305"),
            Fault.CONFIG,
            Set.of(
                    "invalid_api_key",
                    "invalid_authentication_error",
                    "authentication_error",
                    "permission_denied",
                    "permission_error",
                    "invalid_iam_token",
                    "invalid_model",
                    "model_not_found",
                    "modelnotfound",
                    "unsupported_country_region_territory",
                    "1000",
                    "1001",
                    "1002",
                    "1003",
                    "1004",
                    "1211",
                    "20012",
                    "base_resp.1004",
                    "error_code.6",
                    "error_code.110",
                    "error_code.111"));

    private static final List<Map.Entry<Pattern, Fault>> SENTENCES = List.of(
            Map.entry(
                    words(
                            "maximum context length|context (length|window|size)|prompt is too long|too many (input )?tokens"
                                    + "|range of input length|input (is )?too long"),
                    Fault.CONTEXT_TOO_LONG),
            Map.entry(words("insufficient (balance|quota|credit)|余额不足|欠费|exceeded your current quota"), Fault.QUOTA),
            Map.entry(words("overloaded|server is busy|服务繁忙|系统繁忙"), Fault.OVERLOADED),
            Map.entry(words("country, region|unsupported_country"), Fault.CONFIG));

    private static final Pattern KEYS =
            Pattern.compile("(?i)bearer\\s+\\S+|\\b(sk|rk|pk|ak|gsk|xai|bce-v3)[-_/][\\w\\-*/.]{4,}|[\\w\\-*]{32,}");

    private final Connection connection;

    Faults(Connection connection) {
        this.connection = connection;
    }

    private static Pattern words(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    String provider() {
        return connection.name();
    }

    /** A fault that the provider did not put into words. */
    ProviderException here(Fault fault) {
        return here(fault, null);
    }

    ProviderException here(Fault fault, @Nullable Throwable cause) {
        return exception(fault, sentence(fault), null, cause);
    }

    /**
     * A fault as the provider tells it.
     *
     * @param status the HTTP status, 200 inside an answer
     */
    ProviderException told(
            int status,
            @Nullable String code,
            @Nullable String type,
            @Nullable String message,
            @Nullable Duration retryAfter) {
        var fault = classify(status, code, type, message);
        var words = clean(message == null || message.isBlank() ? type : message);
        var number = status == 200 ? "" : " (" + status + ")";
        var whole = sentence(fault) + number + (words.isEmpty() ? "" : " It says: " + words);
        if (fault == Fault.ERROR && permanent(status)) {
            return new ProviderException.Permanent(fault, whole);
        }
        return exception(fault, whole, retryAfter, null);
    }

    /** A request that is refused as such is refused again; a status of 200 says nothing about it. */
    private static boolean permanent(int status) {
        return status >= 400 && status < 500 && status != 408 && status != 409 && status != 425;
    }

    private static ProviderException exception(
            Fault fault, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        return switch (fault) {
            case UNAVAILABLE, TIMEOUT, RESET, STALLED, RATE_LIMITED, OVERLOADED, ERROR ->
                new ProviderException.Transient(fault, message, retryAfter, cause);
            case TLS, CONFIG, QUOTA, CONTEXT_TOO_LONG, BAD_RESPONSE, PROTOCOL, CONTENT_POLICY ->
                new ProviderException.Permanent(fault, message, cause);
        };
    }

    private static Fault classify(int status, @Nullable String code, @Nullable String type, @Nullable String message) {
        for (var word : new @Nullable String[] {code, type}) {
            if (word != null) {
                for (var known : WORDS.entrySet()) {
                    if (known.getValue().contains(word.toLowerCase(Locale.ROOT))) {
                        return known.getKey();
                    }
                }
            }
        }
        for (var known : SENTENCES) {
            if (message != null && known.getKey().matcher(message).find()) {
                return known.getValue();
            }
        }
        return ofStatus(status == 200 ? number(code) : status);
    }

    /** Relays put the status they got into an answer of 200. */
    private static int number(@Nullable String code) {
        return code != null && code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 200;
    }

    private static Fault ofStatus(int status) {
        return switch (status) {
            case 401, 403, 404, 407 -> Fault.CONFIG;
            case 402 -> Fault.QUOTA;
            case 408 -> Fault.TIMEOUT;
            case 413 -> Fault.CONTEXT_TOO_LONG;
            case 429 -> Fault.RATE_LIMITED;
            case 503, 529 -> Fault.OVERLOADED;
            case 300, 301, 302, 303, 307, 308 -> Fault.CONFIG;
            default -> Fault.ERROR;
        };
    }

    private String sentence(Fault fault) {
        var name = connection.name();
        return switch (fault) {
            case UNAVAILABLE -> "The provider " + name + " cannot be reached.";
            case TLS -> "The provider " + name + " has no certificate that can be trusted.";
            case TIMEOUT -> "The provider " + name + " did not answer in time.";
            case RESET -> "The connection to the provider " + name + " broke off.";
            case STALLED -> "The provider " + name + " stopped in the middle of the answer.";
            case RATE_LIMITED -> "The provider " + name + " takes no more requests for now.";
            case OVERLOADED -> "The provider " + name + " is overloaded.";
            case CONFIG ->
                "The provider " + name + " refuses its address, key or model: an operator must set it right.";
            case QUOTA -> "The account at the provider " + name + " is used up: an operator must top it up.";
            case ERROR -> "The provider " + name + " failed.";
            case CONTEXT_TOO_LONG -> "This is more than the model takes at once.";
            case BAD_RESPONSE -> "The provider " + name + " answered with something else than an answer.";
            case PROTOCOL -> "The provider " + name + " sent an answer that cannot be read.";
            case CONTENT_POLICY -> "The provider " + name + " does not answer this kind of content.";
        };
    }

    /** Words of a stranger: one line, no keys, not many. */
    private String clean(@Nullable String words) {
        if (words == null) {
            return "";
        }
        var line = words.length() > 8 * LONGEST ? words.substring(0, 8 * LONGEST) : words;
        for (var key : connection.keys()) {
            line = line.replace(key.value(), "…");
        }
        line = KEYS.matcher(line)
                .replaceAll("…")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
