package raconteur.platform.log;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Gives every log handler the form and the level that the operator chose, before anything else starts. */
@Singleton
final class LogSetup {
    private static final int FIRST = 1;
    private final Settings settings;

    LogSetup(Settings settings) {
        this.settings = settings;
    }

    void apply(@Observes @Priority(FIRST) StartupEvent starting) {
        var lines = new LogLines("json".equals(settings.text(Setting.LOG_FORMAT)));
        for (var handler : LogContext.getLogContext().getLogger("").getHandlers()) {
            format(handler, lines);
        }
        LogContext.getLogContext().getLogger("raconteur").setLevel(level(settings.text(Setting.LOG_LEVEL)));
    }

    private static void format(Handler handler, LogLines lines) {
        handler.setFormatter(lines);
        if (handler instanceof ExtHandler outer) {
            for (var inner : outer.getHandlers()) {
                format(inner, lines);
            }
        }
    }

    private static java.util.logging.Level level(String name) {
        return switch (name) {
            case "error" -> Level.ERROR;
            case "warn" -> Level.WARN;
            case "debug" -> Level.DEBUG;
            default -> Level.INFO;
        };
    }
}
