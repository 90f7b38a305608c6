package raconteur.provider.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;
import raconteur.platform.Settings;
import raconteur.protocol.ModelChange;
import raconteur.protocol.NewProvider;
import raconteur.protocol.PriceTag;
import raconteur.protocol.ProviderChange;
import raconteur.protocol.ProviderTimeouts;
import raconteur.protocol.QuirkRule;
import raconteur.provider.Ability;
import raconteur.provider.ApiKey;
import raconteur.provider.BaseUrl;
import raconteur.provider.Dialect;
import raconteur.provider.Prices;
import raconteur.provider.Quirk;
import raconteur.provider.Quirks;
import raconteur.provider.catalogue.ModelRow;
import raconteur.provider.catalogue.ProviderRow;
import raconteur.provider.catalogue.Source;
import raconteur.provider.catalogue.Timeouts;

/** Turns what operators write into what it means; the refusal names the field. */
final class Reading {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

    /** Headers that would carry a key in the clear, or change whom a request is for and where it ends. */
    private static final Set<String> NOT_OURS = Set.of(
            "authorization",
            "proxy-authorization",
            "x-api-key",
            "api-key",
            "cookie",
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "expect");

    private Reading() {}

    static ProviderRow provider(NewProvider draft) {
        if (!NAME.matcher(draft.id()).matches()) {
            throw Refusal.invalid("id", "takes small letters, digits and single hyphens", "只能使用小写字母、数字与单个连字符");
        }
        return row(
                draft.id(),
                draft.dialect(),
                draft.baseUrl(),
                draft.headers(),
                draft.quirks(),
                draft.timeouts(),
                draft.enabled(),
                draft.ownKeys(),
                Dialect.OPENAI);
    }

    /** @param present the dialect it speaks now */
    static ProviderRow provider(String name, ProviderChange change, Dialect present) {
        return row(
                name,
                change.dialect(),
                change.baseUrl(),
                change.headers(),
                change.quirks(),
                change.timeouts(),
                change.enabled(),
                change.ownKeys(),
                present);
    }

    private static ProviderRow row(
            String name,
            @Nullable String dialect,
            @Nullable String base,
            @Nullable Map<String, String> headers,
            @Nullable List<QuirkRule> quirks,
            @Nullable ProviderTimeouts timeouts,
            @Nullable Boolean enabled,
            @Nullable Boolean ownKeys,
            Dialect present) {
        var speaks = dialect == null ? null : Dialect.find(dialect).orElseThrow();
        return new ProviderRow(
                name,
                Source.OPERATOR,
                speaks,
                base == null ? null : base(base, speaks == null ? present : speaks),
                headers == null ? null : headers(headers),
                quirks == null ? null : quirks(quirks),
                timeouts == null ? null : timeouts(timeouts),
                enabled,
                ownKeys,
                0,
                Instant.EPOCH);
    }

    private static URI base(String text, Dialect dialect) {
        try {
            return BaseUrl.parse(text, dialect);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid(
                    "base_url", String.valueOf(wrong.getMessage()), "不是可用的接口地址：须为 http 或 https，且不得为链路本地或元数据地址");
        }
    }

    private static Map<String, String> headers(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (!HEADER.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw Refusal.invalid("headers." + name, "is no header of HTTP", "不是有效的 HTTP 头");
            }
            if (NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw Refusal.invalid(
                        "headers." + name, "cannot be set; a key belongs among the keys", "不可设置；密钥请添加到密钥列表");
            }
        });
        return Map.copyOf(headers);
    }

    private static Quirks quirks(List<QuirkRule> rules) {
        var read = new ArrayList<Quirks.Rule>();
        for (var at = 0; at < rules.size(); at++) {
            var field = "quirks[" + at + "]";
            var rule = rules.get(at);
            var quirks = EnumSet.noneOf(Quirk.class);
            for (var word : rule.quirks()) {
                quirks.add(word(Quirk.class, field + ".quirks", word));
            }
            try {
                read.add(new Quirks.Rule(Pattern.compile(rule.models()), quirks));
            } catch (PatternSyntaxException wrong) {
                throw Refusal.invalid(
                        field + ".models", "is no regular expression: " + wrong.getDescription(), "不是有效的正则表达式");
            }
        }
        return new Quirks(read);
    }

    private static Timeouts timeouts(ProviderTimeouts spans) {
        return new Timeouts(
                span("connect", spans.connect()),
                span("first_byte", spans.firstByte()),
                span("first_content", spans.firstContent()),
                span("gap", spans.gap()),
                span("total", spans.total()));
    }

    private static @Nullable Duration span(String field, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Settings.span(text.strip());
        } catch (IllegalArgumentException _) {
            throw Refusal.invalid(
                    "timeouts." + field, "takes a span of time such as 500ms, 30s or 10m", "应为时长，如 500ms、30s 或 10m");
        }
    }

    static ModelRow model(String provider, String name, ModelChange change) {
        var words = change.abilities();
        Set<Ability> abilities = words == null ? null : new HashSet<>();
        if (words != null && abilities != null) {
            for (var word : words) {
                abilities.add(word(Ability.class, "abilities", word));
            }
        }
        return new ModelRow(
                provider,
                name,
                change.label(),
                change.contextTokens(),
                change.maxOutputTokens(),
                prices(change.prices()),
                abilities,
                change.enabled(),
                0);
    }

    private static @Nullable Prices prices(@Nullable PriceTag tag) {
        if (tag == null) {
            return null;
        }
        var input = price("input", tag.input());
        var cached = tag.cached();
        return new Prices(
                input,
                price("output", tag.output()),
                cached == null || cached.isBlank() ? input : price("cached", cached),
                null);
    }

    private static long price(String field, String text) {
        try {
            return Prices.nano(text);
        } catch (IllegalArgumentException _) {
            throw Refusal.invalid(
                    "prices." + field, "takes an amount per million tokens such as 0.25", "应为每百万词元的金额，如 0.25");
        }
    }

    static ApiKey key(String text) {
        try {
            return new ApiKey(text.strip());
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid("key", String.valueOf(wrong.getMessage()), "密钥只能包含可见的 ASCII 字符，且不含空格");
        }
    }

    private static <E extends Enum<E>> E word(Class<E> words, String field, String word) {
        for (var one : words.getEnumConstants()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
                return one;
            }
        }
        throw Refusal.invalid(field, "'" + word + "' is not known", "未知的值：" + word);
    }
}
