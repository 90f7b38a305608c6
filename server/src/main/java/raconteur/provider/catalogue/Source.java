package raconteur.provider.catalogue;

import java.util.Locale;

/** Who first spoke of a provider. */
public enum Source {
    /** Its variables are set: they rule over address, dialect and keys. */
    ENVIRONMENT,
    /** The table that comes with this version. */
    BUILTIN,
    /** An operator added it at run time. */
    OPERATOR,
    /** It was found running on this machine. */
    DISCOVERED;

    /** Its name on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
