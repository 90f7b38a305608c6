package raconteur.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where text about somebody may come from. */
public enum Source {
    BAIKE(true),
    ZHWIKI(true),
    WIKIPEDIA(true),
    /** Any wiki, by the address of its interface or of one of its pages. */
    MEDIAWIKI(true),
    /** Any page. */
    URL(false),
    /** What somebody pasted. */
    TEXT(false);

    private final boolean searched;

    Source(boolean searched) {
        this.searched = searched;
    }

    /** The source by its word on the wire, such as {@code zhwiki}. */
    public static Optional<Source> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** Its word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it can be asked who goes by a name. */
    public boolean isSearched() {
        return searched;
    }
}
