package raconteur.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.AccountId;
import raconteur.platform.ManualTime;
import raconteur.platform.Secret;
import raconteur.platform.Settings;

class TokensTest {
    private static final Secret SECRET = Secret.open(
            Settings.read(
                    Path.of("/nowhere"), Map.of("RACONTEUR_SECRET_KEY", "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU"), List.of()),
            false);
    private static final AccountId ADA = new AccountId(UUID.randomUUID());
    private static final LoginId LOGIN = new LoginId(UUID.randomUUID());

    private final ManualTime time = new ManualTime();
    private final Tokens tokens = new Tokens(SECRET, time);

    @Test
    void whatWasWrittenIsRead() {
        var claims = new Tokens.Claims(ADA, LOGIN, time.instant().plus(Duration.ofHours(24)));

        assertThat(tokens.read(tokens.write(claims))).contains(claims);
    }

    @Test
    void anExpiredTokenIsReadNoMoreButStillGenuine() {
        var token = tokens.write(new Tokens.Claims(ADA, LOGIN, time.instant().plusSeconds(60)));

        time.pass(Duration.ofSeconds(60));

        assertThat(tokens.read(token)).isEmpty();
        assertThat(tokens.genuine(token)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "nOnE", "NONE"})
    void aTokenWithoutSignatureIsNone(String algorithm) {
        var parts = tokens.write(new Tokens.Claims(ADA, LOGIN, time.instant().plusSeconds(60)))
                .split("\\.", -1);
        var header = encoded("{\"alg\":\"" + algorithm + "\",\"typ\":\"login+jwt\"}");

        assertThat(tokens.read(header + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.read(header + "." + parts[1] + "." + parts[2])).isEmpty();
        assertThat(tokens.read(header + "." + parts[1])).isEmpty();
    }

    @Test
    void onlyOneAlgorithmCounts() throws Exception {
        for (var algorithm : List.of(JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
            var longKey = new byte[64];
            System.arraycopy(SECRET.key("login tokens"), 0, longKey, 0, 32);
            var token = new SignedJWT(
                    new JWSHeader.Builder(algorithm)
                            .type(new JOSEObjectType("login+jwt"))
                            .build(),
                    good().build());
            token.sign(new MACSigner(longKey));

            assertThat(tokens.read(token.serialize())).isEmpty();
        }
        assertThat(tokens.read(encoded("{\"alg\":\"RS256\",\"typ\":\"login+jwt\"}") + "." + encoded("{}") + ".AAAA"))
                .isEmpty();
    }

    @Test
    void aTokenUnderAnotherKeyIsNone() throws Exception {
        assertThat(tokens.read(signed(SECRET.key("something else"), UnaryOperator.identity(), good())))
                .isEmpty();
        assertThat(tokens.read(signed(new byte[32], UnaryOperator.identity(), good())))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good()))).isPresent();
    }

    @Test
    void whereATokenWantsItsKeyFromIsIgnored() throws Exception {
        var visits = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
        });
        server.start();
        try {
            var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
            var own = new byte[32];
            var publicKey = new RSAKeyGenerator(2048).generate().toPublicJWK();
            List<UnaryOperator<JWSHeader.Builder>> wishes = List.of(
                    header -> header.keyID("../../../../dev/null"),
                    header -> header.keyID("' or 1=1 --"),
                    header -> header.keyID(address.toString()),
                    header -> header.jwkURL(address),
                    header -> header.x509CertURL(address),
                    header -> header.jwk(publicKey));

            for (var wish : wishes) {
                assertThat(tokens.read(signed(own, wish, good()))).isEmpty();
            }
            assertThat(tokens.read(signed(header -> header.keyID("../../dev/null"), good())))
                    .isPresent();
            assertThat(visits).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aTokenThatIsNotOfNowIsNone() throws Exception {
        var now = time.instant();

        assertThat(tokens.read(signed(UnaryOperator.identity(), good().expirationTime(null))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().expirationTime(date(now)))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().expirationTime(date(now.minusSeconds(40))))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().issueTime(null))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().issueTime(date(now.plusSeconds(31))))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().issueTime(date(now.plusSeconds(86_400))))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().notBeforeTime(date(now.plusSeconds(31))))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().issueTime(date(now.plusSeconds(20))))))
                .isPresent();
    }

    @Test
    void aTokenForSomethingElseIsNone() throws Exception {
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().issuer("another"))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().issuer(null))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().audience("another"))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().audience(List.of("raconteur", "another")))))
                .isEmpty();
        assertThat(tokens.read(signed(header -> header.type(JOSEObjectType.JWT), good())))
                .isEmpty();
        assertThat(tokens.read(signed(header -> header.type(null), good()))).isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().subject("Ada"))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().claim("sid", null))))
                .isEmpty();
        assertThat(tokens.read(signed(UnaryOperator.identity(), good().claim("sid", 5))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "...", "a.b.c", "eyJ.eyJ.x", "\u0000.\uD800.x", "e30.e30.e30", "bnVsbA.bnVsbA.AA"
            })
    void rubbishIsNoToken(String text) {
        assertThat(tokens.read(text)).isEmpty();
        assertThat(tokens.read(text + "x".repeat(100_000))).isEmpty();
    }

    private JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer("raconteur")
                .audience("raconteur")
                .subject(ADA.toString())
                .claim("sid", LOGIN.toString())
                .issueTime(date(time.instant()))
                .expirationTime(date(time.instant().plusSeconds(60)));
    }

    private String signed(UnaryOperator<JWSHeader.Builder> wish, JWTClaimsSet.Builder claims) throws Exception {
        return signed(SECRET.key("login tokens"), wish, claims);
    }

    private static String signed(byte[] key, UnaryOperator<JWSHeader.Builder> wish, JWTClaimsSet.Builder claims)
            throws Exception {
        var header = wish.apply(new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("login+jwt")));
        var token = new SignedJWT(header.build(), claims.build());
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private static Date date(Instant moment) {
        return Date.from(moment);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
