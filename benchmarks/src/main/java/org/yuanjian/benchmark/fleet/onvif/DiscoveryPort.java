package org.yuanjian.benchmark.fleet.onvif;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a camera answers probes of WS-Discovery (2005/04; ONVIF Core 7.3). Some makers tell an
/// IPv6 address of their own link first and leave a blank at the end.
public final class DiscoveryPort extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final Pattern MESSAGE_ID =
            Pattern.compile("MessageID[^>]*>\\s*([^<\\s]{1,128})");

    private final OnvifCamera camera;
    private final int httpPort;

    public DiscoveryPort(OnvifCamera camera, int httpPort) {
        this.camera = camera;
        this.httpPort = httpPort;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        String text = packet.content().toString(StandardCharsets.UTF_8);
        Matcher id = MESSAGE_ID.matcher(text);
        if (camera.isSilent() || !text.contains("discovery/Probe") || !id.find()) {
            return;
        }
        byte[] answer = answer(id.group(1)).getBytes(StandardCharsets.UTF_8);
        context.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(answer), packet.sender()));
    }

    private String answer(String relatesTo) {
        String service = "http://" + camera.address() + ":" + httpPort + "/onvif/device_service";
        boolean isOdd = camera.dialect().told() == OnvifDialect.Told.PRIVATE;
        String maker = URLEncoder.encode(camera.dialect().maker(), StandardCharsets.UTF_8);
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
        xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
        xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" \
        xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><s:Header>\
        <a:MessageID>uuid:%s</a:MessageID><a:RelatesTo>%s</a:RelatesTo>\
        <a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action></s:Header>\
        <s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:%s</a:Address>\
        </a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types>\
        <d:Scopes>onvif://www.onvif.org/name/%s onvif://www.onvif.org/hardware/%d</d:Scopes>\
        <d:XAddrs>%s</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch>\
        </d:ProbeMatches></s:Body></s:Envelope>
        """
                .formatted(
                        UUID.randomUUID(),
                        relatesTo,
                        UUID.nameUUIDFromBytes(camera.address().getBytes(StandardCharsets.UTF_8)),
                        maker,
                        camera.number(),
                        isOdd ? "http://[fe80::1]/onvif/device_service " + service + " " : service);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A datagram that nobody takes.
    }
}
