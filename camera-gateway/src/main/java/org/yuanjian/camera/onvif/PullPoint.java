package org.yuanjian.camera.onvif;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A subscription to a device's events that is fetched from time to time. It lapses by itself when
/// nobody pulls, and is lost when the device starts anew: then every call fails with FAULT, and a
/// new one is to be opened. Not for several threads at once.
public final class PullPoint implements AutoCloseable {
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final String PULL =
            "http://www.onvif.org/ver10/events/wsdl/PullPointSubscription/PullMessagesRequest";
    private static final String CREATE =
            "http://www.onvif.org/ver10/events/wsdl/EventPortType/CreatePullPointSubscriptionRequest";
    private static final String MANAGER =
            "http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/";

    private final OnvifDevice device;
    private final InstantSource clock;
    private final URI address;
    private final TimeForm form;
    private Instant renewAt;

    /// How a device takes the time a subscription lasts.
    private enum TimeForm {
        RELATIVE,
        ABSOLUTE,
        NONE;

        /// Null where nothing is said.
        @Nullable String text(Instant end) {
            return switch (this) {
                case RELATIVE -> "PT" + LIFE.toSeconds() + "S";
                case ABSOLUTE -> end.truncatedTo(ChronoUnit.SECONDS).toString();
                case NONE -> null;
            };
        }
    }

    private PullPoint(OnvifDevice device, InstantSource clock, URI address, TimeForm form) {
        this.device = device;
        this.clock = clock;
        this.address = address;
        this.form = form;
        this.renewAt = clock.instant().plus(LIFE.dividedBy(2));
    }

    /// Opens one; times in the form that the device takes.
    static PullPoint open(OnvifDevice device, InstantSource clock) throws OnvifException {
        OnvifException failure = null;
        for (TimeForm form : TimeForm.values()) {
            try {
                String end = form.text(device.timeThere(clock.instant()).plus(LIFE));
                XmlNode answer =
                        device.ask(
                                new SoapRequest(
                                        OnvifService.EVENTS,
                                        "CreatePullPointSubscription",
                                        CREATE,
                                        xml -> {
                                            if (end != null) {
                                                xml.text("InitialTerminationTime", end);
                                            }
                                        }));
                return new PullPoint(device, clock, device.subscription(answer), form)
                        .renewedAt(answer);
            } catch (OnvifException e) {
                OnvifDevice.needAnswer(e);
                failure = e;
            }
        }
        throw failure == null ? OnvifException.malformed("no subscription") : failure;
    }

    /// Waits for events until there are some or `wait` has passed, and renews the subscription when
    /// half its time is over.
    ///
    /// @param wait shorter than the client's time for a call
    public List<OnvifEvent> pull(Duration wait, int limit) throws OnvifException {
        if (clock.instant().isAfter(renewAt)) {
            renew();
        }
        XmlNode answer =
                device.askAddressed(
                        address,
                        new SoapRequest(
                                OnvifService.EVENTS,
                                "PullMessages",
                                PULL,
                                xml ->
                                        xml.text("Timeout", "PT" + wait.toSeconds() + "S")
                                                .text("MessageLimit", Integer.toString(limit))));
        return answer.children("NotificationMessage").stream().map(OnvifEvent::of).toList();
    }

    private void renew() throws OnvifException {
        // Here there must be a time, in whatever form.
        TimeForm told = form == TimeForm.NONE ? TimeForm.RELATIVE : form;
        String end = String.valueOf(told.text(device.timeThere(clock.instant()).plus(LIFE)));
        renewedAt(
                device.askAddressed(
                        address,
                        new SoapRequest(
                                OnvifService.EVENTS,
                                "wsnt:Renew",
                                MANAGER + "RenewRequest",
                                xml -> xml.text("wsnt:TerminationTime", end))));
    }

    /// Half of what the device granted, which may be less than was asked for.
    private PullPoint renewedAt(XmlNode answer) {
        Optional<Instant> now = XmlNode.instant(answer.text("CurrentTime"));
        Optional<Instant> end = XmlNode.instant(answer.text("TerminationTime"));
        Duration granted =
                now.isPresent() && end.isPresent() ? Duration.between(now.get(), end.get()) : LIFE;
        boolean isOdd = granted.isNegative() || granted.isZero();
        renewAt = clock.instant().plus((isOdd ? LIFE : granted).dividedBy(2));
        return this;
    }

    /// Ends it at the device; if that cannot be reached, it lapses by itself.
    @Override
    public void close() {
        try {
            device.askAddressed(
                    address,
                    new SoapRequest(
                            OnvifService.EVENTS,
                            "wsnt:Unsubscribe",
                            MANAGER + "UnsubscribeRequest",
                            xml -> {}));
        } catch (OnvifException e) {
            // Nothing to be done about it, and nothing lost.
        }
    }
}
