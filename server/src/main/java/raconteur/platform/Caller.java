package raconteur.platform;

import java.util.Set;
import java.util.UUID;

/**
 * Who is calling, as every feature sees it.
 *
 * @param credential the login session or the API key that proved it
 * @param roles what the credential allows: {@code login} (a person signed in), {@code operator}, and the scopes
 *     {@code chat}, {@code story}, {@code game}, {@code v1}, {@code admin}
 */
public record Caller(AccountId account, String username, UUID credential, Set<String> roles, Language language) {
    /** A person signed in, not a key. */
    public static final String LOGIN = "login";

    /** A person signed in who runs this server. */
    public static final String OPERATOR = "operator";

    /** The scope of conversations, characters and groups. */
    public static final String CHAT = "chat";

    public static final String STORY = "story";
    public static final String GAME = "game";
    public static final String V1 = "v1";
    public static final String ADMIN = "admin";

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean may(String role) {
        return roles.contains(role);
    }
}
