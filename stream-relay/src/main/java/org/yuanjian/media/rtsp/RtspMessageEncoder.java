package org.yuanjian.media.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.nio.charset.StandardCharsets;

/// Writes [RtspMessage]s as bytes; Content-Length is set from the body. Framed packets pass by as
/// the buffers they are.
@Sharable
public final class RtspMessageEncoder extends MessageToByteEncoder<RtspMessage> {
    public RtspMessageEncoder() {
        super(RtspMessage.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, RtspMessage message, ByteBuf out) {
        StringBuilder head =
                new StringBuilder(256).append(oneLine(message.startLine())).append("\r\n");
        for (RtspHeaders.Field field : message.headers().fields()) {
            // A message that is passed on brings the field it came with.
            if (!field.name().equalsIgnoreCase("Content-Length")) {
                head.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
        }
        if (!message.body().isEmpty()) {
            head.append("Content-Length: ")
                    .append(ByteBufUtil.utf8Bytes(message.body()))
                    .append("\r\n");
        }
        out.writeCharSequence(head.append("\r\n"), StandardCharsets.UTF_8);
        out.writeCharSequence(message.body(), StandardCharsets.UTF_8);
    }

    /// URIs and reasons may stem from a peer; they must not begin a line of their own.
    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }
}
