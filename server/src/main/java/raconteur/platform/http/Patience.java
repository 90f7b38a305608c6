package raconteur.platform.http;

import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * Keeps a connection open on which an answer is being waited for. Nothing can be sent meanwhile, as its status is not
 * known, and a connection on which nothing is sent is otherwise closed as idle.
 */
@Singleton
public final class Patience {
    private final long period;

    Patience(Settings settings) {
        this.period = settings.duration(Setting.STREAM_KEEP_ALIVE).toMillis();
    }

    /** Does so until the request is over. */
    public void keep(RoutingContext routing) {
        if (period > 0 && routing.request().connection() instanceof ConnectionBase connection) {
            var idle = connection.channel().pipeline().get(IdleStateHandler.class);
            if (idle != null) {
                var timer = routing.vertx().setPeriodic(period, _ -> idle.resetWriteTimeout());
                routing.addEndHandler(_ -> routing.vertx().cancelTimer(timer));
            }
        }
    }
}
