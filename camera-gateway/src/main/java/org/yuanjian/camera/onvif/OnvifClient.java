package org.yuanjian.camera.onvif;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Makes devices to talk to. Any thread; nothing to close.
public final class OnvifClient {
    private final OnvifSettings settings;
    private final HttpCaller caller;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /// @param loops whose threads read and write; the caller ends them
    /// @param socket the kind of channel that goes with them
    /// @param rule where devices may be
    public OnvifClient(
            EventLoopGroup loops,
            Class<? extends Channel> socket,
            OutboundRule rule,
            OnvifSettings settings,
            InstantSource clock) {
        this.settings = settings;
        this.caller = new HttpCaller(loops, socket, rule, settings.callTimeout());
        this.clock = clock;
    }

    /// A device; nothing is sent to it yet.
    public OnvifDevice device(DeviceTarget target) {
        DeviceHttp http = new DeviceHttp(caller, target.credentials(), random);
        SoapCaller soap = new SoapCaller(target, settings.maxAnswerBytes(), http, clock, random);
        return new OnvifDevice(target, settings, soap, http, clock);
    }
}
