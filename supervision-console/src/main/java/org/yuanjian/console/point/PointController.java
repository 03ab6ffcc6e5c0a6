package org.yuanjian.console.point;

import java.time.Duration;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import tools.jackson.databind.json.JsonMapper;

/// Gives the tree of points; a page that has it already gets "not modified".
@RestController
final class PointController {
    private static final int TAG_BYTES = 12;

    private final JsonMapper json;
    private volatile ResponseEntity<byte[]> tree;

    PointController(PointRegistry registry, JsonMapper json) {
        this.json = json;
        this.tree = tree(registry.list());
        registry.onChange(list -> tree = tree(list));
    }

    private ResponseEntity<byte[]> tree(PointList list) {
        byte[] bytes = json.writeValueAsBytes(PointTree.of(list));
        // Weak, because the server compresses the answer, which a strong one forbids.
        String tag = HexFormat.of().formatHex(Digest.sha256(bytes), 0, TAG_BYTES);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ZERO).cachePrivate().mustRevalidate())
                .contentType(MediaType.APPLICATION_JSON)
                .eTag("W/\"" + tag + '"')
                .body(bytes);
    }

    @GetMapping("/api/points")
    ResponseEntity<byte[]> points() {
        return tree;
    }
}
