package raconteur.platform;

import java.util.Set;
import java.util.UUID;

/**
 * Who is calling, as every feature sees it.
 *
 * @param credential the login session or the API key that proved it
 * @param roles what the credential allows: {@code login} (a person signed in), {@code operator}, and the scopes
 *     {@code chat}, {@code story}, {@code game}, {@code v1}, {@code admin}
 * @param bounds what the credential may do less than its owner
 */
public record Caller(
        AccountId account, String username, UUID credential, Set<String> roles, Language language, Bounds bounds) {
    /**
     * What an API key allows less than its owner may.
     *
     * @param models ids of models and aliases that may be asked; none: any
     * @param perMinute how many requests it may make in a minute; 0: any number
     */
    public record Bounds(Set<String> models, int perMinute) {
        public static final Bounds NONE = new Bounds(Set.of(), 0);

        public Bounds {
            models = Set.copyOf(models);
        }
    }

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

    /** A caller who may do all that its roles allow. */
    public Caller(AccountId account, String username, UUID credential, Set<String> roles, Language language) {
        this(account, username, credential, roles, language, Bounds.NONE);
    }

    public boolean may(String role) {
        return roles.contains(role);
    }
}
