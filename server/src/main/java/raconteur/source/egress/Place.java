package raconteur.source.egress;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;

/**
 * Where a page is, read by the one parser that both checks it and connects to it: what two parsers read differently
 * leads past a guard. Whatever is ambiguous is refused.
 *
 * @param secure whether by TLS
 * @param host a name in lower-case letters, digits and hyphens, or an address in its usual form, without brackets
 * @param target path and query as they go on the wire
 */
record Place(boolean secure, String host, int port, String target) {
    private static final int LONGEST = 2048;
    private static final int LONGEST_HOST = 253;
    private static final Pattern WRITTEN = Pattern.compile("(?i)(https?)://([^/?#]*)([^#]*)(#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    /** As the last part of a host it makes the whole a number to some readers. */
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");

    private static final Pattern QUAD = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern STRAY_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?%";

    /**
     * Reads an address as people write it, in any script.
     *
     * @throws Refusal if it is none of the web, or could be read in two ways
     */
    static Place parse(String text) {
        var stripped = text.strip();
        var parts = WRITTEN.matcher(stripped);
        if (stripped.length() > LONGEST || hasControls(stripped) || !parts.matches()) {
            throw No.noAddress();
        }
        var secure = parts.group(1).equalsIgnoreCase("https");
        var authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw No.noAddress();
        }
        var port = authority.group(2) == null ? (secure ? 443 : 80) : Integer.parseInt(authority.group(2));
        if (port < 1 || port > 65_535) {
            throw No.noAddress();
        }
        return new Place(secure, host(authority.group(1)), port, target(parts.group(3)));
    }

    /**
     * Where a redirect from here leads.
     *
     * @throws Refusal if nowhere
     */
    Place to(String location) {
        var encoded = encode(location.strip().replaceFirst("#.*", ""));
        try {
            var there = new URI(toString()).resolve(new URI(encoded));
            return parse(there.toString());
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw No.noAddress();
        }
    }

    /** The address it is in numbers, or null for a name. */
    @Nullable
    InetAddress literal() {
        return host.contains(":") || QUAD.matcher(host).matches() ? InetAddress.ofLiteral(host) : null;
    }

    /** What the {@code Host} header says. */
    String authority() {
        var shown = host.contains(":") ? "[" + host + "]" : host;
        return port == (secure ? 443 : 80) ? shown : shown + ":" + port;
    }

    /** Whom one speaks to there. */
    String origin() {
        return (secure ? "https://" : "http://") + authority();
    }

    @Override
    public String toString() {
        return origin() + target;
    }

    private static String host(String written) {
        if (written.startsWith("[")) {
            try {
                return InetAddress.ofLiteral(written.substring(1, written.length() - 1))
                        .getHostAddress();
            } catch (IllegalArgumentException _) {
                throw No.noAddress();
            }
        }
        var host = ascii(written);
        var labels = host.split("\\.", -1);
        for (var label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw No.noAddress();
            }
        }
        if (host.length() > LONGEST_HOST
                || (NUMBER.matcher(labels[labels.length - 1]).matches() && !isQuad(host))) {
            throw No.noAddress();
        }
        return host;
    }

    private static boolean isQuad(String host) {
        if (!QUAD.matcher(host).matches()) {
            return false;
        }
        for (var part : host.split("\\.", -1)) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            throw No.noAddress();
        }
    }

    private static String target(String written) {
        var encoded = encode(written);
        return encoded.startsWith("/") ? encoded : "/" + encoded;
    }

    /** Characters that do not stand for themselves on the wire, by their bytes; what is escaped already stays. */
    private static String encode(String text) {
        var out = new StringBuilder(text.length() + 16);
        var escaped = STRAY_ESCAPE.matcher(text).replaceAll("%25");
        for (var each : escaped.getBytes(StandardCharsets.UTF_8)) {
            var sign = (char) (each & 0xff);
            if (sign < 0x80 && (Character.isLetterOrDigit(sign) || PLAIN.indexOf(sign) >= 0)) {
                out.append(sign);
            } else {
                out.append('%').append("%02X".formatted((int) sign));
            }
        }
        return out.toString();
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(sign -> Character.isISOControl(sign) || sign == '\\');
    }

    URI uri() {
        return URI.create(toString());
    }
}
