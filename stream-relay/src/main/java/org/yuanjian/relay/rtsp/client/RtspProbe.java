package org.yuanjian.relay.rtsp.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspException.Kind;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspMessageDecoder;
import org.yuanjian.media.rtsp.RtspMessageEncoder;
import org.yuanjian.media.rtsp.RtspResponse;
import org.yuanjian.relay.NettyTransport;

/// Asks cameras whether they would play a stream, without playing it: one DESCRIBE with credentials
/// (RFC 2326 §10.2). Outside the budget of dials, as how long a camera takes to answer shall not
/// count what others dial; whoever asks spreads the questions. Any thread.
public final class RtspProbe {
    private final EventLoop loop;
    private final NettyTransport sockets;
    private final Predicate<InetSocketAddress> isAllowed;
    private final Duration patience;

    /// @param loop reads and writes, and calls back
    /// @param isAllowed the outbound allow-list, asked about the very address to be dialled
    /// @param patience how long the connection and each answer are waited for
    public RtspProbe(
            EventLoop loop,
            NettyTransport sockets,
            Predicate<InetSocketAddress> isAllowed,
            Duration patience) {
        this.loop = loop;
        this.sockets = sockets;
        this.isAllowed = isAllowed;
        this.patience = patience;
    }

    /// Asks one camera.
    ///
    /// @param done gets null if the camera would play the stream, else why not; once, on the loop.
    ///   A refusal closes the latch
    public void describe(RtspAccess access, Consumer<@Nullable RtspException> done) {
        if (access.isRefused()) {
            String words = access.latch().words().orElse("");
            loop.execute(() -> done.accept(new RtspException(Kind.REFUSED, words)));
            return;
        }
        Question question = new Question(access, done);
        loop.execute(() -> CameraResolver.resolve(access.address(), loop, question::dial));
    }

    /// One camera being asked; event loop only.
    private final class Question implements RtspConnection.Listener {
        private final RtspAccess access;
        private final Consumer<@Nullable RtspException> done;
        private @Nullable RtspConnection connection;
        private boolean answered;

        Question(RtspAccess access, Consumer<@Nullable RtspException> done) {
            this.access = access;
            this.done = done;
        }

        void dial(@Nullable InetSocketAddress target) {
            if (target == null || !isAllowed.test(target)) {
                end(
                        new RtspException(
                                Kind.UNREACHABLE,
                                access.address() + " is not an address cameras may have"));
                return;
            }
            ChannelFuture dial =
                    new Bootstrap()
                            .group(loop)
                            .channel(sockets.socket())
                            .option(
                                    ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                    Math.toIntExact(patience.toMillis()))
                            .option(ChannelOption.TCP_NODELAY, true)
                            .handler(
                                    new ChannelInitializer<Channel>() {
                                        @Override
                                        protected void initChannel(Channel channel) {
                                            open(channel);
                                        }
                                    })
                            .connect(target);
            dial.addListener((ChannelFuture made) -> {
                if (made.isSuccess()) {
                    ask();
                } else {
                    end(new RtspException(Kind.UNREACHABLE, String.valueOf(made.cause())));
                }
            });
        }

        private void open(Channel channel) {
            RtspConnection opened = new RtspConnection(channel, access, patience, this);
            connection = opened;
            channel.pipeline().addLast(new RtspMessageEncoder(), new RtspMessageDecoder(), opened);
        }

        private void ask() {
            RtspConnection open = connection;
            if (open != null) {
                RtspHeaders accept = new RtspHeaders().add("Accept", "application/sdp");
                open.request("DESCRIBE", access.address().uri(), accept, this::described);
            }
        }

        /// A camera that sends us elsewhere lives.
        private void described(RtspResponse response) {
            int status = response.status();
            boolean isFine =
                    response.isSuccess()
                            || status == RtspResponse.MOVED_PERMANENTLY
                            || status == RtspResponse.MOVED_TEMPORARILY;
            end(
                    isFine
                            ? null
                            : new RtspException(
                                    Kind.STATUS,
                                    "DESCRIBE answered " + status + " " + response.reason()));
        }

        private void end(@Nullable RtspException why) {
            if (answered) {
                return;
            }
            answered = true;
            if (connection != null) {
                connection.abandon();
            }
            if (why != null && why.kind() == Kind.REFUSED) {
                access.latch().refuse(String.valueOf(why.getMessage()));
            }
            done.accept(why);
        }

        @Override
        public void onFrames(ByteBuf frames) {
            // Nobody asked for any.
        }

        @Override
        public void onClosed(RtspException why) {
            end(why);
        }
    }
}
