package org.yuanjian.console.edge;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.yuanjian.camera.store.SqlStore;

/// Whether the database answers. A node whose database is gone is not ready, though its running
/// pictures go on. However many ask, one question is under way, and nobody waits long for it.
@Component("database")
final class DatabaseHealth implements HealthIndicator {
    private static final long PATIENCE_SECONDS = 2;

    private final SqlStore sql;
    private CompletableFuture<Boolean> question = CompletableFuture.completedFuture(true);

    DatabaseHealth(SqlStore sql) {
        this.sql = sql;
    }

    @Override
    public Health health() {
        try {
            boolean answers = ask().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return answers ? Health.up().build() : Health.down().build();
        } catch (TimeoutException | ExecutionException e) {
            return Health.down().build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        }
    }

    private synchronized CompletableFuture<Boolean> ask() {
        if (question.isDone()) {
            CompletableFuture<Boolean> asked = new CompletableFuture<>();
            question = asked;
            Thread.startVirtualThread(() -> answer(asked));
        }
        return question;
    }

    private void answer(CompletableFuture<Boolean> asked) {
        try {
            sql.reading().sql("SELECT COUNT(*) FROM notice_head").query(Long.class).single();
            asked.complete(true);
        } catch (RuntimeException e) {
            asked.complete(false);
        }
    }
}
