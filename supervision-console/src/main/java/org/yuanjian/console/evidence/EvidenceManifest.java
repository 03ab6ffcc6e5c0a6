package org.yuanjian.console.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.console.audit.format.CanonicalJson;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.JsonFields;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.relay.record.ClipEnd;
import org.yuanjian.relay.record.RecordIndex;
import org.yuanjian.relay.record.RecordedFragment;

/// What is signed of a clip: what its file holds, down to the hash of each fragment, of what, when,
/// by whom and why. Times are microseconds since 1970 UTC, by the server's clock.
///
/// @param text canonical JSON, as it was signed
/// @param keyId of the key that signed
/// @param publicKey the half of it that everybody may know, in PEM
record EvidenceManifest(
        String text, String keyId, String publicKey, String clip, String about, RecordIndex media) {
    static final long FORMAT = 1;

    private static final String PURPOSE = "yuanjian evidence 1\n";
    private static final int MOST_FRAGMENTS = 10_000;

    /// @param software version of it
    static EvidenceManifest of(EvidenceClip clip, ClipEnd end, LedgerKey key, String software)
            throws FormatException {
        EvidenceClip.Order order = clip.order();
        Map<String, Object> fields = new TreeMap<>();
        fields.put("evidence", FORMAT);
        fields.put("clip", clip.id());
        fields.put("point", order.point());
        fields.put("pointName", order.pointName());
        fields.put("stream", order.stream());
        fields.put("person", order.account());
        fields.put("purpose", order.purpose());
        fields.put("reason", order.reference());
        fields.put("node", order.node());
        fields.put("software", software);
        fields.put("ordered", Micros.of(order.ordered()));
        fields.put("ended", end.why().key());
        // Of a clip that broke off nobody counted what was lost.
        if (end.why() != ClipEnd.Why.BROKEN_OFF) {
            fields.put("lost", end.lost());
            fields.put("turnedIntoOpus", end.sound().turnedIntoOpus());
            fields.put("leftOut", end.sound().leftOut());
            fields.put("type", end.index().type());
        }
        fields.put("first", micros(end.index().first().orElse(Instant.EPOCH)));
        fields.put("last", micros(end.index().last().orElse(Instant.EPOCH)));
        fields.put("key", key.id());
        fields.put("publicKey", key.publicPem());
        putMedia(fields, end.index());
        return parse(CanonicalJson.of(fields));
    }

    private static void putMedia(Map<String, Object> fields, RecordIndex index) {
        fields.put(
                "media",
                Map.of(
                        "bytes",
                        index.bytes(),
                        "sha256",
                        index.sha256(),
                        "initBytes",
                        index.initBytes(),
                        "initSha256",
                        index.initSha256()));
        fields.put(
                "fragments", index.fragments().stream().map(EvidenceManifest::fragment).toList());
    }

    private static Map<String, Object> fragment(RecordedFragment fragment) {
        return Map.of(
                "at",
                fragment.offset(),
                "bytes",
                fragment.bytes(),
                "sha256",
                fragment.sha256(),
                "first",
                micros(fragment.first()),
                "last",
                micros(fragment.last()));
    }

    private static long micros(Instant time) {
        return Micros.of(time);
    }

    /// Reads what [#of] wrote. Who signed it is to be asked.
    static EvidenceManifest parse(String text) throws FormatException {
        JsonFields fields = JsonFields.parse(text);
        if (fields.number("evidence") != FORMAT) {
            throw new FormatException("a format that is not known here");
        }
        JsonFields media = fields.object("media");
        List<RecordedFragment> fragments = new ArrayList<>();
        List<JsonFields> all = fields.objects("fragments");
        if (all.size() > MOST_FRAGMENTS) {
            throw new FormatException("too many fragments");
        }
        for (JsonFields one : all) {
            fragments.add(
                    new RecordedFragment(
                            one.number("at"),
                            one.number("bytes"),
                            one.text("sha256"),
                            Micros.instant(one.number("first")),
                            Micros.instant(one.number("last"))));
        }
        String about =
                "%s (%s), stream %s"
                        .formatted(
                                fields.text("pointName"),
                                fields.text("point"),
                                fields.text("stream"));
        return new EvidenceManifest(
                text,
                fields.text("key"),
                fields.text("publicKey"),
                fields.text("clip"),
                about,
                new RecordIndex(
                        "",
                        media.number("initBytes"),
                        media.text("initSha256"),
                        fragments,
                        media.text("sha256")));
    }

    /// Bytes that no other signature of this key can be about.
    byte[] signedBytes() {
        return (PURPOSE + text).getBytes(StandardCharsets.UTF_8);
    }
}
