package raconteur.provider.wire;

import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;

/** Translates what goes wrong below an answer. */
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
}
