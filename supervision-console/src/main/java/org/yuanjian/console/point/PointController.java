package org.yuanjian.console.point;

import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.access.ScopeKey;
import org.yuanjian.console.account.Person;
import tools.jackson.databind.json.JsonMapper;

/// Gives the tree of the points somebody may know of; a page that has it already gets "not
/// modified".
@RestController
final class PointController {
    private static final int TAG_BYTES = 12;

    /// Trees kept for accounts that see the same: each some hundred kilobytes at most.
    private static final int MOST_KEPT = 64;

    private final Rights rights;
    private final JsonMapper json;
    private final ConcurrentHashMap<ScopeKey, ResponseEntity<byte[]>> kept =
            new ConcurrentHashMap<>();

    PointController(Rights rights, PointRegistry registry, JsonMapper json) {
        this.rights = rights;
        this.json = json;
        registry.onChange(_ -> kept.clear());
    }

    @Needs(Right.SEE)
    @GetMapping("/api/points")
    ResponseEntity<byte[]> points(Person person) {
        Scope scope = rights.scope(person, Right.SEE);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        return scope.key()
                .map(key -> kept.computeIfAbsent(key, _ -> tree(scope)))
                .orElseGet(() -> tree(scope));
    }

    private ResponseEntity<byte[]> tree(Scope scope) {
        byte[] bytes = json.writeValueAsBytes(PointTree.of(scope.list(), scope));
        // Weak, because the server compresses the answer, which a strong one forbids.
        String tag = HexFormat.of().formatHex(Digest.sha256(bytes), 0, TAG_BYTES);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ZERO).cachePrivate().mustRevalidate())
                .contentType(MediaType.APPLICATION_JSON)
                .eTag("W/\"" + tag + '"')
                .body(bytes);
    }
}
