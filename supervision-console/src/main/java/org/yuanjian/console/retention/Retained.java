package org.yuanjian.console.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Data of one class, which is kept for some days.
///
/// @param key names it in the ledger for good
/// @param days it is kept: what is from one day is deleted so many days later
/// @param batch how many are deleted in one transaction
/// @param deletion deletes some of what is due
/// @param after completes a deletion outside the database, that of an earlier process as well
public record Retained(String key, int days, int batch, Deletion deletion, Runnable after) {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /// Deletes what is due, within the transaction of the caller.
    @FunctionalInterface
    public interface Deletion {
        /// @param before what ended before then is due
        /// @param most that are deleted
        /// @return their ids
        List<String> delete(JdbcClient db, Instant before, int most);
    }

    /// What is in the database alone.
    public Retained(String key, int days, int batch, Deletion deletion) {
        this(key, days, batch, deletion, () -> {});
    }

    /// On which day something is deleted.
    ///
    /// @param ended from when on it is kept for so long
    public LocalDate deletion(Instant ended) {
        return day(ended).plusDays(days);
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, CHINA);
    }

    /// What ended before is deleted on that day.
    Instant before(LocalDate today) {
        return today.minusDays(days - 1L).atStartOfDay(CHINA).toInstant();
    }
}
