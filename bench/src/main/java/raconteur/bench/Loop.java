package raconteur.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * One event loop on one thread, native where Linux offers it: everything the rig does on a network happens on one of
 * these.
 */
final class Loop implements AutoCloseable {
    private final boolean fast = Epoll.isAvailable();
    private final EventLoopGroup group;
    private final EventLoop loop;

    Loop(String name) {
        group = fast
                ? new EpollEventLoopGroup(1, new DefaultThreadFactory(name, true))
                : new NioEventLoopGroup(1, new DefaultThreadFactory(name, true));
        loop = group.next();
    }

    EventLoop eventLoop() {
        return loop;
    }

    ServerBootstrap server() {
        return new ServerBootstrap()
                .group(group)
                .channel(fast ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 8192)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true);
    }

    Bootstrap client() {
        return new Bootstrap()
                .group(group)
                .channel(fast ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
