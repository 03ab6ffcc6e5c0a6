package org.yuanjian.camera.onvif;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.yuanjian.camera.onvif.OnvifException.Kind;

/// Calls operations of one device in the way that it wants to be spoken to, and learns that way.
/// Credentials are tried at most once in each of the two ways, and once more only if the device's
/// clock was set since, so that no account is locked because of us. Not for several threads at
/// once.
final class SoapCaller {
    private static final int NONCE_BYTES = 16;
    private static final Duration CLOCK_WAS_SET = Duration.ofSeconds(5);
    private static final SoapRequest GET_TIME =
            SoapRequest.of(OnvifService.DEVICE, "GetSystemDateAndTime");

    private final DeviceTarget target;
    private final int maxAnswerBytes;
    private final DeviceHttp http;
    private final InstantSource clock;
    private final RandomGenerator random;
    private DeviceQuirks quirks = DeviceQuirks.NONE;
    private boolean styleIsKnown;

    SoapCaller(
            DeviceTarget target,
            int maxAnswerBytes,
            DeviceHttp http,
            InstantSource clock,
            RandomGenerator random) {
        this.target = target;
        this.maxAnswerBytes = maxAnswerBytes;
        this.http = http;
        this.clock = clock;
        this.random = random;
    }

    DeviceQuirks quirks() {
        return quirks;
    }

    /// Notes that a device does not know an operation, so that it is not asked again.
    void learnUnanswered(String operation) {
        quirks = quirks.without(operation);
    }

    /// Reads the device's clock, which needs no credentials, and goes by it from now on.
    DeviceClock readClock() throws OnvifException {
        Instant before = clock.instant();
        HttpAnswer answer = send(new Parcel(target.service(), GET_TIME, ""), SignIn.UNKNOWN);
        Instant now = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        DeviceClock read = DeviceClock.of(read(answer, GET_TIME), now);
        quirks = quirks.with(read.offset());
        return read;
    }

    XmlNode call(URI to, SoapRequest request) throws OnvifException {
        return call(new Parcel(to, request, ""));
    }

    /// The same with the fields of WS-Addressing, which subscriptions need.
    XmlNode callAddressed(URI to, SoapRequest request) throws OnvifException {
        return call(new Parcel(to, request, to.toString()));
    }

    private XmlNode call(Parcel parcel) throws OnvifException {
        if (target.credentials() == null) {
            return read(send(parcel, SignIn.UNKNOWN), parcel.request());
        }
        return switch (quirks.signIn()) {
            case UNKNOWN -> firstSignIn(parcel);
            case HTTP -> read(send(parcel, SignIn.HTTP), parcel.request());
            case TOKEN -> byToken(parcel);
        };
    }

    /// Asks without credentials first: whether the device challenges tells which way it wants.
    private XmlNode firstSignIn(Parcel parcel) throws OnvifException {
        HttpAnswer open = send(parcel, SignIn.UNKNOWN);
        if (isChallenge(open)) {
            try {
                XmlNode answer = read(send(parcel, SignIn.HTTP), parcel.request());
                quirks = quirks.with(SignIn.HTTP);
                return answer;
            } catch (OnvifException e) {
                needRefusal(e);
            }
        } else {
            try {
                return read(open, parcel.request());
            } catch (OnvifException e) {
                needRefusal(e);
            }
        }
        XmlNode answer = byToken(parcel);
        quirks = quirks.with(SignIn.TOKEN);
        return answer;
    }

    private static boolean isChallenge(HttpAnswer answer) {
        return answer.status() == HttpAnswer.UNAUTHORIZED
                && HttpChallenge.strongest(answer.challenges()).isPresent();
    }

    private static void needRefusal(OnvifException e) throws OnvifException {
        if (e.kind() != Kind.REFUSED) {
            throw e;
        }
    }

    private XmlNode byToken(Parcel parcel) throws OnvifException {
        Optional<Duration> known = quirks.offset();
        if (known.isEmpty()) {
            readClockIfTold();
        }
        try {
            return read(send(parcel, SignIn.TOKEN), parcel.request());
        } catch (OnvifException e) {
            needRefusal(e);
            if (known.isEmpty() || !wasSetSince(known.get())) {
                throw e;
            }
            return read(send(parcel, SignIn.TOKEN), parcel.request());
        }
    }

    private boolean wasSetSince(Duration offset) throws OnvifException {
        return readClock().offset().minus(offset).abs().compareTo(CLOCK_WAS_SET) > 0;
    }

    /// Some devices keep their time to themselves; ours is as good as any then.
    private void readClockIfTold() throws OnvifException {
        try {
            readClock();
        } catch (OnvifException e) {
            if (e.kind() == Kind.UNREACHABLE || e.kind() == Kind.TIMEOUT) {
                throw e;
            }
            quirks = quirks.with(Duration.ZERO);
        }
    }

    private HttpAnswer send(Parcel parcel, SignIn way) throws OnvifException {
        HttpAnswer answer = send(parcel, way, quirks.style());
        if (styleIsKnown) {
            return answer;
        }
        for (SoapStyle style : SoapStyle.values()) {
            if (!SoapEnvelope.isWrongStyle(answer)) {
                break;
            }
            if (style != quirks.style()) {
                HttpAnswer other = send(parcel, way, style);
                if (!SoapEnvelope.isWrongStyle(other)) {
                    quirks = quirks.with(style);
                    answer = other;
                }
            }
        }
        styleIsKnown = answer.status() == 200 && answer.body().length > 0;
        return answer;
    }

    private HttpAnswer send(Parcel parcel, SignIn way, SoapStyle style) throws OnvifException {
        SoapRequest request = parcel.request();
        Map<String, String> fields = new HashMap<>();
        fields.put("Content-Type", style.contentType(request.action()));
        if (style == SoapStyle.SOAP_1_1) {
            fields.put("SOAPAction", '"' + request.action() + '"');
        }
        byte[] body = SoapEnvelope.write(request, style, token(way), parcel.addressed());
        HttpCall call = new HttpCall("POST", parcel.to(), Map.copyOf(fields), body, maxAnswerBytes);
        return way == SignIn.HTTP ? http.signedIn(call) : http.plain(call);
    }

    private Optional<UsernameToken> token(SignIn way) {
        OnvifCredentials credentials = target.credentials();
        if (way != SignIn.TOKEN || credentials == null) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Instant there = clock.instant().plus(quirks.offset().orElse(Duration.ZERO));
        return Optional.of(UsernameToken.of(credentials, there, nonce));
    }

    private static XmlNode read(HttpAnswer answer, SoapRequest request) throws OnvifException {
        int status = answer.status();
        // Some devices answer a command that they have carried out with nothing at all.
        if (status / 100 == 2 && answer.body().length == 0) {
            return new XmlNode(request.answerName(), Map.of());
        }
        try {
            XmlNode content = SoapEnvelope.read(answer.body(), request);
            if (status / 100 == 2) {
                return content;
            }
        } catch (OnvifException e) {
            if (e.kind() != Kind.MALFORMED || status / 100 == 2) {
                throw e;
            }
        }
        throw new OnvifException(kind(status), request.operation() + ": HTTP " + status);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401, 403, 423 -> Kind.REFUSED;
            case 404, 405, 501 -> Kind.NOT_SUPPORTED;
            default -> Kind.FAULT;
        };
    }

    /// A request and where it goes.
    ///
    /// @param addressing the address for WS-Addressing; empty for none
    private record Parcel(URI to, SoapRequest request, String addressing) {
        Optional<String> addressed() {
            return addressing.isEmpty() ? Optional.empty() : Optional.of(addressing);
        }
    }
}
