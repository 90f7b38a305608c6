package raconteur.platform.http;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Tells who sent the current request. */
@Singleton
public final class Callers {
    /** Where the authentication leaves the caller in the identity. */
    public static final String ATTRIBUTE = "raconteur.caller";

    /** Where the authentication leaves the language in which to speak to the caller, in the request's context. */
    public static final String LANGUAGE = "raconteur.language";

    private final SecurityIdentity identity;

    Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller; {@link Code#UNAUTHENTICATED} when there is none. */
    public Caller current() {
        Caller caller = identity.getAttribute(ATTRIBUTE);
        if (caller == null) {
            throw new Refusal(Code.UNAUTHENTICATED);
        }
        return caller;
    }
}
