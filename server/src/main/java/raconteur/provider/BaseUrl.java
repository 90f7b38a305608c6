package raconteur.provider;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's API is, as people write it down: with or without a version, a trailing slash, an operation. Only
 * operators name addresses; those at which a machine hands out credentials to itself are refused all the same.
 */
public final class BaseUrl {
    /** A path that says which version or flavour of the API it is; anything else is the place the API lies under. */
    private static final Pattern SETTLED = Pattern.compile("(^|/)(v\\d[^/]*|beta|openai|compatible-mode)(/|$)");

    private static final Pattern VERSION = Pattern.compile("(^|/)v\\d[^/]*(/|$)");

    /** Where clouds answer to their machines about themselves, beside the link-local addresses. */
    private static final Set<String> METADATA = Set.of(
            "metadata.google.internal", "metadata", "instance-data", "100.100.100.200", "fd00:ec2:0:0:0:0:0:254");

    private BaseUrl() {}

    /**
     * Reads an address and makes it the one that the dialect's operations are appended to: {@code /v1} is added where
     * the path names no version; Ollama's operations stand at the root of the server, whose usual port is 11434.
     *
     * @throws IllegalArgumentException if it is no address of a web API, or of one that no model is behind
     */
    public static URI parse(String text, Dialect dialect) {
        var address = address(dialect == Dialect.OLLAMA ? ollama(text.strip()) : text.strip());
        var path = address.getRawPath() == null ? "" : address.getRawPath();
        path = path.replaceAll("/+$", "");
        path = switch (dialect) {
            case OPENAI -> versioned(path.replaceAll("/chat/completions$", ""), SETTLED);
            case ANTHROPIC -> versioned(path.replaceAll("/messages$", ""), VERSION);
            case OLLAMA -> path.replaceAll("/(api(/(chat|tags|show|generate))?|v1)$", "");
            case DEMO -> path;
        };
        var scheme = address.getScheme().toLowerCase(Locale.ROOT);
        return URI.create(scheme + "://" + address.getRawAuthority() + path);
    }

    /** The part of an address that says who is asked: scheme, host and port. A key is only ever sent there. */
    public static String origin(URI base) {
        var host = base.getHost() == null ? "" : base.getHost().toLowerCase(Locale.ROOT);
        var usual = "https".equals(base.getScheme()) ? 443 : 80;
        return base.getScheme() + "://" + host + ":" + (base.getPort() > 0 ? base.getPort() : usual);
    }

    private static String versioned(String path, Pattern settled) {
        return settled.matcher(path).find() ? path : path + "/v1";
    }

    /** As {@code OLLAMA_HOST} is written, perhaps without a scheme or a port, or with the address it listens on. */
    private static String ollama(String text) {
        var whole = text.contains("://")
                ? text
                : "http://" + (text.matches("[^/]*:\\d+(/.*)?") ? text : text.replaceFirst("(/|$)", ":11434$1"));
        return whole.replaceFirst("://0\\.0\\.0\\.0", "://127.0.0.1");
    }

    private static URI address(String text) {
        try {
            var address = new URI(text);
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
            if (isMachinesOwn(address.getHost())) {
                throw new IllegalArgumentException("'" + address.getHost()
                        + "' is a link-local or metadata address, at which a machine gives credentials to itself:"
                        + " no model is there");
            }
            return address;
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("'" + text + "' is not an address such as https://host/v1", wrong);
        }
    }

    private static boolean isMachinesOwn(String host) {
        var name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        var literal = literal(name);
        return METADATA.contains(name)
                || (literal != null
                        && (literal.isLinkLocalAddress()
                                || literal.isMulticastAddress()
                                || METADATA.contains(literal.getHostAddress())));
    }

    /** The address that a host is in numbers, in any form that some resolver takes; nothing for a name. */
    private static @Nullable InetAddress literal(String host) {
        try {
            return host.startsWith("[")
                    ? InetAddress.ofLiteral(host.substring(1, host.length() - 1).replaceAll("%.*", ""))
                    : Inet4Address.ofPosixLiteral(host);
        } catch (IllegalArgumentException _) {
            return null; // a name
        }
    }
}
