package org.yuanjian.media.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts what a connection brings into [RtspMessage]s and [InterleavedFrames].
///
/// All whole frames that lie back to back in one read come as one object over the received bytes.
/// Anything that is neither ends in a [DecoderException] around an [RtspException]; the connection
/// is then of no more use.
public final class RtspMessageDecoder extends ByteToMessageDecoder {
    public static final int MAX_HEADER_BYTES = 16 * 1024;
    public static final int MAX_HEADER_FIELDS = 64;
    public static final int MAX_BODY_BYTES = 256 * 1024;

    /// A head whose body has not come yet: read once, however slowly the body comes.
    private @Nullable RtspMessageParser head;

    private int bodyBytes;
    private boolean broken;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            decodeOne(in, out);
        } catch (RtspException e) {
            broken = true;
            throw new DecoderException(e);
        }
    }

    private void decodeOne(ByteBuf in, List<Object> out) throws RtspException {
        if (head != null) {
            readBody(head, in, out);
            return;
        }
        int first = in.getUnsignedByte(in.readerIndex());
        if (first == InterleavedFrames.MAGIC) {
            int length = wholeFrames(in);
            if (length > 0) {
                out.add(new InterleavedFrames(in.readRetainedSlice(length)));
            }
        } else if (first == '\r' || first == '\n') {
            // Some cameras send blank lines between messages or as keep-alive.
            in.skipBytes(1);
        } else {
            readMessage(in, out);
        }
    }

    /// Bytes of the whole frames that stand at the reader index.
    private static int wholeFrames(ByteBuf in) {
        int start = in.readerIndex();
        int end = in.writerIndex();
        int at = start;
        while (at + InterleavedFrames.HEADER_BYTES <= end
                && in.getByte(at) == InterleavedFrames.MAGIC) {
            int next = at + InterleavedFrames.HEADER_BYTES + in.getUnsignedShort(at + 2);
            if (next > end) {
                break;
            }
            at = next;
        }
        return at - start;
    }

    private void readMessage(ByteBuf in, List<Object> out) throws RtspException {
        int headerEnd = RtspMessageParser.headerEnd(in, MAX_HEADER_BYTES);
        if (headerEnd < 0) {
            return;
        }
        String text = in.readString(headerEnd - in.readerIndex(), StandardCharsets.UTF_8);
        RtspMessageParser parser = RtspMessageParser.parse(text, MAX_HEADER_FIELDS);
        bodyBytes = parser.bodyLength(MAX_BODY_BYTES);
        readBody(parser, in, out);
    }

    private void readBody(RtspMessageParser parser, ByteBuf in, List<Object> out)
            throws RtspException {
        if (in.readableBytes() < bodyBytes) {
            head = parser;
            return;
        }
        head = null;
        out.add(parser.message(in.readString(bodyBytes, StandardCharsets.UTF_8)));
    }
}
