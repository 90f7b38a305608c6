package raconteur.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Ids;
import raconteur.platform.Secret;

/**
 * Writes and reads the tokens of logins: JWTs under one algorithm and one key, both ours. Nothing that a token says
 * about how it wants to be verified is listened to.
 */
@Singleton
final class Tokens {
    /** What a genuine token says. Whether its login still stands only the database knows. */
    record Claims(AccountId account, LoginId login, Instant expiresAt) {}

    private static final String ISSUER = "raconteur";
    private static final String AUDIENCE = "raconteur";
    private static final String KEY_ID = "login-1";
    private static final JOSEObjectType TYPE = new JOSEObjectType("login+jwt");
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int LONGEST = 2048;

    private final MACSigner signer;
    private final byte[] key;
    private final InstantSource time;

    Tokens(Secret secret, InstantSource time) {
        this.key = secret.key("login tokens");
        try {
            this.signer = new MACSigner(key);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        this.time = time;
    }

    String write(Claims claims) {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(TYPE)
                        .keyID(KEY_ID)
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .subject(claims.account().toString())
                        .claim("sid", claims.login().toString())
                        .issueTime(Date.from(time.instant()))
                        .expirationTime(Date.from(claims.expiresAt()))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    /** What the token says; nothing unless it is genuine and of now. */
    Optional<Claims> read(String token) {
        return genuine(token).filter(claims -> claims.expiresAt().isAfter(time.instant()));
    }

    /** What the token says; nothing unless we wrote it, be it never so old. */
    Optional<Claims> genuine(String token) {
        if (token.length() > LONGEST || !isSigned(token)) {
            return Optional.empty();
        }
        try {
            var parsed = SignedJWT.parse(token);
            var header = parsed.getHeader();
            var isOurs = JWSAlgorithm.HS256.equals(header.getAlgorithm()) && TYPE.equals(header.getType());
            return isOurs ? claims(parsed.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException _) {
            return Optional.empty(); // signed with our key for another purpose than this
        }
    }

    /** Asked before anything of the token is parsed, so what parsers make of rubbish is nobody's business. */
    private boolean isSigned(String token) {
        var dot = token.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            var right = mac.doFinal(token.substring(0, dot).getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(right, Base64.getUrlDecoder().decode(token.substring(dot + 1)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IllegalArgumentException _) {
            return false; // what is not Base64 is no signature
        }
    }

    private Optional<Claims> claims(@Nullable JWTClaimsSet said) {
        if (said == null
                || !ISSUER.equals(said.getIssuer())
                || !List.of(AUDIENCE).equals(said.getAudience())
                || !isPast(said.getIssueTime(), false)
                || !isPast(said.getNotBeforeTime(), true)
                || said.getExpirationTime() == null) {
            return Optional.empty();
        }
        var login = said.getClaim("sid") instanceof String text ? Ids.parse(text) : Optional.<UUID>empty();
        return Ids.parse(String.valueOf(said.getSubject()))
                .flatMap(account -> login.map(sid -> new Claims(
                        new AccountId(account),
                        new LoginId(sid),
                        said.getExpirationTime().toInstant())));
    }

    private boolean isPast(@Nullable Date moment, boolean whenMissing) {
        return moment == null
                ? whenMissing
                : moment.toInstant().isBefore(time.instant().plus(SKEW));
    }
}
