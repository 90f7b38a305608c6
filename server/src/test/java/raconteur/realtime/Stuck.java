package raconteur.realtime;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** A line that takes nothing until it is let go: what is written stays in the connection's own buffer. */
final class Stuck extends ChannelOutboundHandlerAdapter {
    private @Nullable ChannelHandlerContext context;
    private boolean stuck = true;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void flush(ChannelHandlerContext flushed) {
        if (!stuck) {
            flushed.flush();
        }
    }

    void letGo() {
        stuck = false;
        if (context != null) {
            context.flush();
        }
    }
}
