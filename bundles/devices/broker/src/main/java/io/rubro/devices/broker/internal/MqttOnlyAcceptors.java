package io.rubro.devices.broker.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.util.ReferenceCountUtil;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.protocol.ProtocolHandler;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;

/**
 * Ports on which nothing but MQTT is spoken. Artemis looks for HTTP on every port, whatever protocols are configured, and
 * collects a request of up to 2 GiB in memory before anybody has shown credentials; here a connection whose first byte is
 * not that of MQTT's CONNECT is closed. So is one too many: Artemis' own limit answers with two stack traces in the log,
 * and does not count those that have not said anything yet.
 */
final class MqttOnlyAcceptors extends NettyAcceptorFactory {

    private static final int CONNECT = 0x10;

    private final int maxConnections;
    private final Refusals refusals;

    MqttOnlyAcceptors(int maxConnections, Refusals refusals) {
        this.maxConnections = maxConnections;
        this.refusals = refusals;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Acceptor createAcceptor(
            String name,
            ClusterConnection connection,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            Executor threadPool,
            ScheduledExecutorService scheduledThreadPool,
            Map<String, ProtocolManager> protocols,
            String threadFactoryGroupName,
            MetricsManager metricsManager) {
        Acceptor acceptor = super.createAcceptor(
                name,
                connection,
                configuration,
                handler,
                listener,
                threadPool,
                scheduledThreadPool,
                protocols,
                threadFactoryGroupName,
                metricsManager);
        guard(
                (NettyAcceptor) acceptor,
                new GuardedProtocols(
                        protocols, (NettyAcceptor) acceptor, scheduledThreadPool, new Gate(maxConnections, refusals)));
        return acceptor;
    }

    /** There is no other way in: the acceptor makes its pipeline of a private final field. A test watches over it. */
    private static void guard(NettyAcceptor acceptor, ProtocolHandler guarded) {
        try {
            Field field = NettyAcceptor.class.getDeclaredField("protocolHandler");
            field.setAccessible(true);
            field.set(acceptor, guarded);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Artemis cannot be guarded", e);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class GuardedProtocols extends ProtocolHandler {

        private final Gate gate;

        GuardedProtocols(
                Map<String, ProtocolManager> protocols,
                NettyAcceptor acceptor,
                ScheduledExecutorService scheduler,
                Gate gate) {
            super(protocols, acceptor, scheduler);
            this.gate = gate;
        }

        @Override
        public ChannelHandler getProtocolDecoder() {
            ChannelHandler decoder = super.getProtocolDecoder();
            return new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                    if (gate.enter(channel)) {
                        channel.pipeline().addLast(new ConnectFirst(), decoder);
                    }
                }
            };
        }
    }

    /** Counts the open connections of one port. */
    private static final class Gate {

        private final AtomicInteger open = new AtomicInteger();
        private final int max;
        private final Refusals refusals;

        Gate(int max, Refusals refusals) {
            this.max = max;
            this.refusals = refusals;
        }

        boolean enter(Channel channel) {
            channel.closeFuture().addListener(closed -> open.decrementAndGet());
            if (open.incrementAndGet() <= max) {
                return true;
            }
            refusals.connection(null, null, "more than " + max + " connections");
            channel.close();
            return false;
        }
    }

    /** Lets the connection through if it begins as MQTT does. */
    private static final class ConnectFirst extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes
                    && bytes.isReadable()
                    && bytes.getUnsignedByte(bytes.readerIndex()) != CONNECT) {
                ReferenceCountUtil.release(message);
                context.close();
                return;
            }
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        }
    }
}
