package raconteur.source.egress;

import java.util.Set;

/** What is fetched, and so which types are taken and whether a site's word to programs is asked for. */
public enum Want {
    /** A page for people: whether programs may read it, the site says. */
    PAGE(
            "text/html, application/xhtml+xml, text/plain;q=0.8",
            Set.of("text/html", "application/xhtml+xml", "text/plain", "text/markdown"),
            true),
    /** An answer of an interface made for programs. */
    JSON("application/json", Set.of("application/json", "application/problem+json", "text/json"), false),
    /** A picture, as bytes for whoever draws it anew. */
    IMAGE("image/png, image/jpeg, image/gif;q=0.5", Set.of("image/png", "image/jpeg", "image/gif"), true),
    /** What a site says to programs. */
    RULES("text/plain", Set.of("text/plain", "text/html", ""), false);

    private final String accept;
    private final Set<String> types;
    private final boolean robots;

    Want(String accept, Set<String> types, boolean robots) {
        this.accept = accept;
        this.types = types;
        this.robots = robots;
    }

    String accept() {
        return accept;
    }

    boolean takes(String type) {
        return types.contains(type);
    }

    boolean asksFirst() {
        return robots;
    }
}
