package org.yuanjian.console.audit.place;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.setting.LedgerSettings;

/// A bucket of a server that speaks S3: one object for each head, named by its size, so that their
/// names have their order, and by its root, so that after a restore no head takes the place of
/// another.
final class BucketPlace implements SecondPlace {
    private static final int ROOT_LETTERS = 12;

    private final URI bucket;
    private final URI folder;
    private final OutboundWay way;
    private final RequestSigner signer;

    /// @param bucket `s3://bucket/prefix`
    BucketPlace(URI bucket, LedgerSettings.Bucket s3, OutboundWay way, InstantSource clock) {
        this.bucket = bucket;
        this.way = way;
        this.signer = new RequestSigner(s3, clock);
        String prefix = bucket.getPath().replaceAll("^/+|/+$", "");
        this.folder =
                URI.create(
                        s3.endpoint().replaceAll("/+$", "")
                                + "/"
                                + bucket.getAuthority()
                                + "/"
                                + (prefix.isEmpty() ? "" : prefix + "/"));
    }

    @Override
    public String name() {
        return bucket.toString();
    }

    @Override
    public void deliver(List<TreeHead> heads) throws IOException, InterruptedException {
        for (TreeHead head : heads) {
            String root = head.root().toString().substring(0, ROOT_LETTERS);
            URI object =
                    folder.resolve(
                            String.format(Locale.ROOT, "head-%020d-%s.ndjson", head.size(), root));
            byte[] line = (head.line() + "\n").getBytes(StandardCharsets.UTF_8);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(object)
                            .timeout(OutboundWay.PATIENCE)
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(line));
            signer.sign("PUT", object, line).forEach(request::header);
            way.send(request.build());
        }
    }
}
