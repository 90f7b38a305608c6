package raconteur.terminal.remote;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who vouches for the server: those that this machine trusts, or only the certificates of one file. There is no way to
 * switch the check off, and nothing follows a redirect, which could carry the key elsewhere.
 */
public final class Trust {
    private Trust() {}

    /** {@link Stopped} when the file holds no certificates. */
    public static HttpClient client(Optional<Path> certificates, Duration connect) {
        var builder = HttpClient.newBuilder()
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
        certificates.ifPresent(file -> builder.sslContext(only(file)));
        return builder.build();
    }

    private static SSLContext only(Path file) {
        try (var pem = Files.newInputStream(file)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca" + trusted.size(), one);
            }
            if (trusted.size() == 0) {
                throw new CertificateException("none");
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (CertificateException _) {
            throw Stopped.failed(file + " holds no certificates in PEM (-----BEGIN CERTIFICATE-----).");
        } catch (IOException _) {
            throw Stopped.failed("The certificates in " + file + " cannot be read.");
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }
}
