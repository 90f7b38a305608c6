package raconteur.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a provider's API is, as people write it down: with or without a version, a trailing slash, an operation. */
final class BaseUrl {
    /** A path that says which version or flavour of the API it is; anything else is the place the API lies under. */
    private static final Pattern SETTLED = Pattern.compile("(^|/)(v\\d[^/]*|beta|openai|compatible-mode)(/|$)");

    private BaseUrl() {}

    /**
     * Reads an address of an OpenAI-like API; {@code /v1} is added where the path names no version.
     *
     * @throws IllegalArgumentException if it is no address of a web API
     */
    static URI parse(String text, Dialect dialect) {
        var address = address(text);
        var path = address.getRawPath() == null ? "" : address.getRawPath();
        path = path.replaceAll("/+$", "").replaceAll("/chat/completions$", "");
        if (dialect == Dialect.OPENAI && !SETTLED.matcher(path).find()) {
            path += "/v1";
        }
        var scheme = address.getScheme().toLowerCase(Locale.ROOT);
        return URI.create(scheme + "://" + address.getRawAuthority() + path);
    }

    private static URI address(String text) {
        try {
            var address = new URI(text.strip());
            var scheme = address.getScheme();
            if (scheme == null || !scheme.toLowerCase(Locale.ROOT).matches("https?") || address.getHost() == null) {
                throw new IllegalArgumentException("'" + text + "' is not an address such as https://host/v1");
            }
            if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
                // a secret in an address would be printed and logged
                throw new IllegalArgumentException("an address holds no user, query or fragment");
            }
            if (address.getPort() == 0 || address.getPort() > 65_535) {
                throw new IllegalArgumentException("'" + text + "' has no possible port");
            }
            return address;
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("'" + text + "' is not an address such as https://host/v1", wrong);
        }
    }
}
