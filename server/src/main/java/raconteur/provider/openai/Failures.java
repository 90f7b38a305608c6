package raconteur.provider.openai;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;

/** Translates what goes wrong below and around an answer. */
final class Failures {
    private Failures() {}

    static ProviderException connecting(Faults faults, Throwable cause) {
        return faults.here(isUntrusted(cause) ? Fault.TLS : Fault.UNAVAILABLE, cause);
    }

    static ProviderException receiving(Faults faults, Throwable cause) {
        return cause instanceof ProviderException already ? already : faults.here(Fault.RESET, cause);
    }

    /** A handshake that was refused, not one that was cut off. */
    private static boolean isUntrusted(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof CertificateException) {
                return true;
            }
            if (at instanceof SSLException && (at.getCause() == null || !(at.getCause() instanceof IOException))) {
                return true;
            }
        }
        return false;
    }

    /** An answer with another status than 200. */
    static ProviderException refused(Faults faults, int status, byte[] body, @Nullable Duration retryAfter) {
        var said = new Said();
        try {
            new ChunkParser(said).read(body, 0, body.length);
        } catch (IOException _) {
            // a proxy's page or nothing: the status says enough
            said.clear();
        }
        return faults.told(status, said.errorCode, said.errorType, said.errorMessage, retryAfter);
    }
}
