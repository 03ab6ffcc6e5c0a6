package org.yuanjian.console.audit.place;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.audit.format.TreeHead;

/// Another server, which gets heads by HTTPS: a line each, the whole signed with the key of the
/// heads. Any answer of 200 to 299 means that they are safe.
final class PostPlace implements SecondPlace {
    static final String KEY = "Yuanjian-Key";
    static final String TIME = "Yuanjian-Time";
    static final String SIGNATURE = "Yuanjian-Signature";

    private final URI address;
    private final OutboundWay way;
    private final LedgerKey key;
    private final InstantSource clock;

    PostPlace(URI address, OutboundWay way, LedgerKey key, InstantSource clock) {
        this.address = address;
        this.way = way;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public String name() {
        return address.getScheme() + "://" + address.getHost() + address.getPath();
    }

    @Override
    public void deliver(List<TreeHead> heads) throws IOException, InterruptedException {
        String lines = heads.stream().map(head -> head.line() + "\n").collect(Collectors.joining());
        String time = Long.toString(clock.instant().getEpochSecond());
        way.send(
                HttpRequest.newBuilder(address)
                        .timeout(OutboundWay.PATIENCE)
                        .header("Content-Type", "application/x-ndjson")
                        .header(KEY, key.id())
                        .header(TIME, time)
                        .header(SIGNATURE, key.sign(signedBytes(time, lines)))
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build());
    }

    /// What the signature is about.
    static byte[] signedBytes(String time, String body) {
        return ("yuanjian ledger post 1\n" + time + "\n" + body).getBytes(StandardCharsets.UTF_8);
    }
}
