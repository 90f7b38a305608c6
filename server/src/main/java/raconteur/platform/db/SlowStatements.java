package raconteur.platform.db;

import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementException;
import raconteur.platform.Layer;

/** Logs statements that took long and statements that failed, without the values bound to them. */
final class SlowStatements implements SqlLogger {
    private static final Logger LOG = Layer.DATABASE.log();
    /** A rule of the schema that was broken: the feature that asked knows what to say to that. */
    private static final String BROKEN_RULE = "23";

    private static final int SQLITE_CONSTRAINT = 19;
    /** PostgreSQL quotes a value that it could not read, and details the row that is in the way. */
    private static final Pattern VALUE = Pattern.compile(": \".*|=\\(.*|\\R.*", Pattern.DOTALL);

    private final Duration limit;

    SlowStatements(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        var took = context.getElapsedTime(ChronoUnit.MILLIS);
        if (took >= limit.toMillis()) {
            LOG.warnf("A statement took %d ms: %s", took, context.getRawSql());
        }
    }

    /** Tells of a statement that could not be prepared or done, and that nobody had an answer to. */
    static void failed(StatementException failure) {
        if (failure.getCause() instanceof SQLException cause) {
            var context = failure.getStatementContext();
            LOG.logf(
                    isBrokenRule(cause) ? Logger.Level.DEBUG : Logger.Level.WARN,
                    "A statement failed, state=%s code=%d (%s): %s",
                    cause.getSQLState(),
                    cause.getErrorCode(),
                    VALUE.matcher(String.valueOf(cause.getMessage())).replaceAll(""),
                    context == null ? "" : context.getRawSql());
        }
    }

    private static boolean isBrokenRule(SQLException failure) {
        return failure.getErrorCode() % 256 == SQLITE_CONSTRAINT
                || String.valueOf(failure.getSQLState()).startsWith(BROKEN_RULE);
    }
}
