package org.yuanjian.camera.onvif;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yuanjian.camera.onvif.OnvifException.Kind;

/// Puts requests into envelopes and takes answers out of them, SOAP 1.2 and 1.1.
final class SoapEnvelope {
    private static final String SOAP_1_1 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_1_2 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String SCHEMA = "http://www.onvif.org/ver10/schema";
    private static final String NOTIFICATION = "http://docs.oasis-open.org/wsn/b-2";
    private static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    private static final int MAX_WORDS = 300;
    private static final Pattern NOT_KNOWN = Pattern.compile("(?i)not\\s+(implemented|supported)");

    private SoapEnvelope() {}

    /// @param to the address for WS-Addressing, which subscriptions need; empty for all others
    static byte[] write(
            SoapRequest request,
            SoapStyle style,
            Optional<UsernameToken> token,
            Optional<String> to) {
        OnvifService service = request.service();
        XmlWriter xml = new XmlWriter(service.prefix());
        xml.open(
                "s:Envelope",
                "xmlns:s",
                style == SoapStyle.SOAP_1_1 ? SOAP_1_1 : SOAP_1_2,
                "xmlns:" + service.prefix(),
                service.namespace(),
                "xmlns:tt",
                SCHEMA,
                "xmlns:wsnt",
                NOTIFICATION,
                "xmlns:wsa",
                ADDRESSING);
        if (token.isPresent() || to.isPresent()) {
            xml.open("s:Header");
            to.ifPresent(address ->
                    xml.text("wsa:Action", request.action(), "s:mustUnderstand", "1")
                            .text("wsa:To", address, "s:mustUnderstand", "1"));
            token.ifPresent(known -> known.write(xml));
            xml.close();
        }
        xml.open("s:Body").open(request.operation());
        request.content().accept(xml);
        xml.close().close().close();
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// What stands in the body of an answer.
    ///
    /// @throws OnvifException MALFORMED, or FAULT, NOT_SUPPORTED and REFUSED as the device's fault
    ///   says
    static XmlNode read(byte[] answer, SoapRequest request) throws OnvifException {
        XmlNode envelope = XmlReader.read(answer);
        XmlNode body = envelope.need("Body");
        Optional<XmlNode> fault = body.find("Fault");
        if (fault.isPresent()) {
            throw fault(fault.get(), request);
        }
        // Some answer GetProfiles with GetProfileResponse; what is asked for is inside all the
        // same.
        return body.children().stream()
                .filter(node -> node.name().endsWith("Response"))
                .findFirst()
                .orElseThrow(() -> OnvifException.malformed("no " + request.answerName()));
    }

    private static OnvifException fault(XmlNode fault, SoapRequest request) {
        StringBuilder codes = new StringBuilder(fault.text("faultcode"));
        Optional<XmlNode> code = fault.find("Code");
        while (code.isPresent()) {
            codes.append(' ').append(code.get().text("Value"));
            code = code.get().find("Subcode");
        }
        String words = words(fault);
        return new OnvifException(
                kind(codes.toString(), words),
                request.operation(),
                printable(words.isEmpty() ? codes.toString().strip() : words));
    }

    private static String words(XmlNode fault) {
        String reason = fault.text("Reason", "Text");
        String words = reason.isEmpty() ? fault.text("faultstring") : reason;
        String detail = fault.text("Detail", "Text");
        if (detail.isEmpty()) {
            return words;
        }
        return words.isEmpty() ? detail : words + " (" + detail + ")";
    }

    // ONVIF Core 5.11.2.2
    private static Kind kind(String codes, String words) {
        if (codes.contains("NotAuthorized")
                || codes.contains("FailedAuthentication")
                || codes.contains("InvalidSecurity")
                || words.toLowerCase(Locale.ROOT).contains("not authorized")) {
            return Kind.REFUSED;
        }
        boolean unknown =
                codes.contains("ActionNotSupported")
                        || codes.contains("UnknownAction")
                        || codes.contains("NotImplemented")
                        || NOT_KNOWN.matcher(words).find();
        return unknown ? Kind.NOT_SUPPORTED : Kind.FAULT;
    }

    /// Whether a device did not understand the envelope or the content type it came in.
    static boolean isWrongStyle(HttpAnswer answer) {
        int status = answer.status();
        if (status == 415) {
            return true;
        }
        if (status != 400 && status != 406 && status != 500) {
            return false;
        }
        try {
            XmlNode fault = XmlReader.read(answer.body()).need("Body", "Fault");
            String code = fault.text("Code", "Value") + fault.text("faultcode");
            return code.contains("VersionMismatch");
        } catch (OnvifException e) {
            return true;
        }
    }

    /// What a device says in the body of an error; empty if that is nothing to read.
    static String wordsOf(byte[] answer) {
        try {
            return XmlReader.read(answer)
                    .find("Body", "Fault")
                    .map(SoapEnvelope::words)
                    .map(SoapEnvelope::printable)
                    .orElse("");
        } catch (OnvifException e) {
            return "";
        }
    }

    /// The device's words, short and on one line.
    static String printable(String words) {
        String line = words.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS) + "…";
    }
}
