package raconteur.bench;

/** Whose protocol a request speaks, told from its path. */
enum Vendor {
    OPENAI("/v1/chat/completions"),
    ANTHROPIC("/v1/messages"),
    OLLAMA("/api/chat");

    private final String path;

    Vendor(String path) {
        this.path = path;
    }

    /** Where completions are asked for. */
    String path() {
        return path;
    }

    /** Whether a completion is asked for there. */
    static boolean isCompletion(String path) {
        for (var vendor : values()) {
            if (path.endsWith(vendor.path)) {
                return true;
            }
        }
        return false;
    }
}
