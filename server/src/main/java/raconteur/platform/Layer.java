package raconteur.platform;

import java.util.Locale;
import org.jboss.logging.Logger;

/** Where in the house a log line was written: by layer the log is read, by its trace id the layers are joined. */
public enum Layer {
    /** What was asked, with which parameters, and what came of it. */
    EDGE,
    /** What features decided and refused. */
    BUSINESS,
    /** Statements that were slow or failed. */
    DATABASE,
    /** The process itself: its start, its stop, its health. */
    SERVER;

    private static final String HOUSE = "raconteur.";

    /** The log of this layer, for what belongs to no class of a feature. */
    public Logger log() {
        return Logger.getLogger(HOUSE + word());
    }

    /** The word in the log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The layer of a logger's lines. */
    public static Layer of(String logger) {
        if (!logger.startsWith(HOUSE)) {
            return SERVER;
        }
        var rest = logger.substring(HOUSE.length());
        if (rest.equals("edge")) {
            return EDGE;
        }
        if (rest.equals("database") || rest.startsWith("platform.db.")) {
            return DATABASE;
        }
        var isOfTheProcess = rest.startsWith("platform.") || rest.startsWith("web.") || !rest.contains(".");
        return isOfTheProcess && !rest.equals("business") ? SERVER : BUSINESS;
    }
}
