package org.yuanjian.console.point;

import java.time.Duration;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.PointRegistry;
import tools.jackson.databind.json.JsonMapper;

/// Gives the tree of points; a page that has it already gets "not modified".
@RestController
final class PointController {
    private static final int TAG_BYTES = 12;

    private final byte[] tree;

    /// Weak, because the server compresses the answer, which a strong one forbids.
    private final String tag;

    PointController(PointRegistry registry, JsonMapper json) {
        this.tree = json.writeValueAsBytes(PointTree.of(registry));
        this.tag = "W/\"" + HexFormat.of().formatHex(Digest.sha256(tree), 0, TAG_BYTES) + '"';
    }

    @GetMapping("/api/points")
    ResponseEntity<byte[]> points() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ZERO).cachePrivate().mustRevalidate())
                .contentType(MediaType.APPLICATION_JSON)
                .eTag(tag)
                .body(tree);
    }
}
