package org.yuanjian.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.TicketException.Kind;

/// Turns a ticket into text that only a holder of the key can make, and back. Any thread.
///
/// The text is `base64url(claims).base64url(HMAC-SHA256(claims))`; the claims are the ticket's
/// fields in order, each as a 16-bit length and UTF-8 bytes, so that no field can run into the
/// next.
public final class TicketSigner {
    public static final int MIN_KEY_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAX_TOKEN_CHARS = 2048;
    private static final int FIELDS = 8;

    private final SecretKeySpec key;

    public TicketSigner(byte[] key) {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "ticket key shorter than " + MIN_KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    public String sign(PlayTicket ticket) {
        byte[] claims = claims(ticket);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(claims) + "." + base64.encodeToString(mac(claims));
    }

    /// Checks the signature and reads the claims; expiry and purpose are [TicketGate]'s to check.
    public PlayTicket read(String token) throws TicketException {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MAX_TOKEN_CHARS) {
            throw new TicketException(Kind.MALFORMED);
        }
        byte[] claims = decode(token.substring(0, dot));
        if (!MessageDigest.isEqual(mac(claims), decode(token.substring(dot + 1)))) {
            throw new TicketException(Kind.BAD_SIGNATURE);
        }
        return ticket(fields(claims));
    }

    private static byte[] decode(String text) throws TicketException {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new TicketException(Kind.MALFORMED);
        }
    }

    private byte[] mac(byte[] claims) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(claims);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] claims(PlayTicket ticket) {
        List<byte[]> fields =
                List.of(
                        utf8(ticket.id()),
                        utf8(ticket.person()),
                        utf8(ticket.session()),
                        utf8(ticket.stream().toString()),
                        utf8(ticket.action().key()),
                        utf8(ticket.reason()),
                        utf8(Long.toString(ticket.expires().toEpochMilli())),
                        utf8(ticket.node()));
        ByteBuffer out =
                ByteBuffer.allocate(fields.stream().mapToInt(field -> 2 + field.length).sum());
        fields.forEach(field -> out.putShort((short) field.length).put(field));
        return out.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> fields(byte[] claims) throws TicketException {
        ByteBuffer in = ByteBuffer.wrap(claims);
        List<String> fields = new ArrayList<>();
        while (in.remaining() >= 2) {
            byte[] field = new byte[Math.min(in.getShort() & 0xFFFF, in.remaining())];
            in.get(field);
            fields.add(new String(field, StandardCharsets.UTF_8));
        }
        if (fields.size() != FIELDS) {
            throw new TicketException(Kind.MALFORMED);
        }
        return fields;
    }

    private static PlayTicket ticket(List<String> fields) throws TicketException {
        try {
            return new PlayTicket(
                    fields.get(0),
                    fields.get(1),
                    fields.get(2),
                    StreamId.parse(fields.get(3)),
                    Action.of(fields.get(4)).orElseThrow(IllegalArgumentException::new),
                    fields.get(5),
                    Instant.ofEpochMilli(Long.parseLong(fields.get(6))),
                    fields.get(7));
        } catch (IllegalArgumentException e) {
            throw new TicketException(Kind.MALFORMED);
        }
    }
}
