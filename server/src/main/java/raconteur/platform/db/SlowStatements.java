package raconteur.platform.db;

import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Logs statements that took long and statements that failed, without the values bound to them. */
final class SlowStatements implements SqlLogger {
    private static final Logger LOG = Logger.getLogger(SlowStatements.class);
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

    @Override
    public void logException(StatementContext context, SQLException failure) {
        LOG.debugf("A statement failed (%s): %s", failure.getMessage(), context.getRawSql());
    }
}
