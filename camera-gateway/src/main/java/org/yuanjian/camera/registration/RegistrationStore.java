package org.yuanjian.camera.registration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;

/// Keeps how it went with each device.
final class RegistrationStore {
    private static final int MOST_DETAIL = 500;

    private final SqlStore sql;

    RegistrationStore(SqlStore sql) {
        this.sql = sql;
    }

    /// By the device's id.
    Map<String, RegistrationOutcome> read() {
        Map<String, RegistrationOutcome> outcomes = new LinkedHashMap<>();
        sql.reading()
                .sql("SELECT * FROM registration ORDER BY tried_micros")
                .query((row, _) -> {
                    long skew = row.getLong("skew_seconds");
                    @Nullable Long told = row.wasNull() ? null : skew;
                    return new RegistrationOutcome(
                            row.getString("device"),
                            ProbeStep.Name.valueOf(row.getString("step")),
                            ProbeStep.Problem.valueOf(row.getString("problem")),
                            row.getString("detail"),
                            told,
                            Micros.instant(row.getLong("tried_micros")));
                })
                .list()
                .forEach(outcome -> outcomes.put(outcome.device(), outcome));
        return outcomes;
    }

    void save(List<RegistrationOutcome> outcomes) {
        sql.write(db -> {
            outcomes.forEach(outcome -> save(db, outcome));
            return outcomes.size();
        });
    }

    private static void save(JdbcClient db, RegistrationOutcome outcome) {
        String detail = outcome.detail();
        db.sql(
                        """
                        INSERT INTO registration (device, step, problem, detail, skew_seconds, tried_micros)
                        VALUES (:device, :step, :problem, :detail, :skew, :tried)
                        ON CONFLICT (device) DO UPDATE SET step = excluded.step,
                            problem = excluded.problem, detail = excluded.detail,
                            skew_seconds = excluded.skew_seconds, tried_micros = excluded.tried_micros
                        """)
                .param("device", outcome.device())
                .param("step", outcome.step().name())
                .param("problem", outcome.problem().name())
                .param("detail", detail.substring(0, Math.min(detail.length(), MOST_DETAIL)))
                .param("skew", Optional.ofNullable(outcome.skewSeconds()).orElse(null))
                .param("tried", Micros.of(outcome.tried()))
                .update();
    }

    void forget(String device) {
        sql.write(db -> db.sql("DELETE FROM registration WHERE device = ?").param(device).update());
    }
}
