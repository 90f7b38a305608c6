package raconteur.platform.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Layer;
import raconteur.platform.http.Redaction;

/** Writes one line per record, whatever is in it; only a stack trace in the plain form takes lines of its own. */
final class LogLines extends ExtFormatter {
    /** What a line may say about where it belongs, in this order. */
    static final List<String> FIELDS = List.of("trace_id", "account", "turn");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int DEEPEST = 8;

    private final boolean json;

    LogLines(boolean json) {
        this.json = json;
    }

    @Override
    public String format(ExtLogRecord record) {
        return json ? json(record) : plain(record);
    }

    private String plain(ExtLogRecord record) {
        var line = new StringBuilder(160)
                .append(TIME.format(record.getInstant()))
                .append(' ')
                .append(padded(record.getLevel().getName()))
                .append(' ')
                .append(place(record.getLoggerName()))
                .append(' ')
                .append(Redaction.clean(formatMessage(record)));
        for (var field : FIELDS) {
            var value = record.getMdc(field);
            if (value != null) {
                line.append(' ').append(field).append('=').append(Redaction.clean(value));
            }
        }
        line.append('\n');
        var thrown = record.getThrown();
        if (thrown != null) {
            stack(thrown, "    ", line);
        }
        return line.toString();
    }

    private String json(ExtLogRecord record) {
        var line = new StringBuilder(240).append('{');
        member(line, "time", TIME.format(record.getInstant()));
        member(line, "level", record.getLevel().getName());
        member(line, "layer", Layer.of(String.valueOf(record.getLoggerName())).word());
        member(line, "logger", record.getLoggerName());
        member(line, "message", Redaction.clean(formatMessage(record)));
        for (var field : FIELDS) {
            var value = record.getMdc(field);
            if (value != null) {
                member(line, field, Redaction.clean(value));
            }
        }
        var thrown = record.getThrown();
        if (thrown != null) {
            var stack = new StringBuilder();
            stack(thrown, "", stack);
            member(line, "stack", stack.toString());
        }
        return line.append("}\n").toString();
    }

    private static void member(StringBuilder line, String name, @Nullable String value) {
        if (line.length() > 1) {
            line.append(',');
        }
        line.append('"').append(name).append("\":\"");
        JsonStringEncoder.getInstance().quoteAsString(value == null ? "" : value, line);
        line.append('"');
    }

    /** The message of a fault may hold anything a stranger sent, so it is cleaned like every other. */
    private static void stack(Throwable thrown, String indent, StringBuilder out) {
        Throwable fault = thrown;
        for (var depth = 0; fault != null && depth < DEEPEST; depth++) {
            var message = fault.getMessage();
            out.append(indent)
                    .append(depth == 0 ? "" : "caused by ")
                    .append(fault.getClass().getName())
                    .append(message == null ? "" : ": " + Redaction.clean(message))
                    .append('\n');
            for (var frame : fault.getStackTrace()) {
                out.append(indent).append("    at ").append(frame).append('\n');
            }
            fault = fault.getCause();
        }
    }

    private static String padded(String level) {
        return level.length() >= 5 ? level : level + " ".repeat(5 - level.length());
    }

    /** The layer, and the class where it is one of a feature. */
    private static String place(@Nullable String logger) {
        var name = logger == null ? "" : logger;
        var layer = Layer.of(name).word();
        var last = name.lastIndexOf('.');
        var isOfAClass = last > 0 && Character.isUpperCase(name.charAt(Math.min(last + 1, name.length() - 1)));
        return isOfAClass ? layer + " " + name.substring(last + 1) : layer;
    }
}
