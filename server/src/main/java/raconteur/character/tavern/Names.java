package raconteur.character.tavern;

import java.util.Locale;

/** Names of files. */
final class Names {
    private Names() {}

    static String stem(String file) {
        var dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    /** In lower case, without the dot; empty where there is none. */
    static String ending(String file) {
        var dot = file.lastIndexOf('.');
        return dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
