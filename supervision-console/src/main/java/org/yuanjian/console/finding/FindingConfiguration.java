package org.yuanjian.console.finding;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.notice.NoticeBoard;
import org.yuanjian.console.retention.Retained;
import org.yuanjian.console.setting.YuanjianSettings;

/// What findings are kept and worked with.
@Configuration(proxyBeanMethods = false)
class FindingConfiguration {
    private static final int BATCH = 50;

    @Bean
    FindingStore findingStore(SqlStore sql, Clock clock) {
        return new FindingStore(sql, new TimeOrderedIds(clock));
    }

    @Bean
    Retained findingsKept(YuanjianSettings settings) {
        return new Retained(
                "findings", settings.retention().findings(), BATCH, FindingDeletion::findings);
    }

    @Bean
    Retained referencesKept(YuanjianSettings settings) {
        return new Retained(
                "references",
                settings.retention().references(),
                BATCH,
                FindingDeletion::references);
    }

    @Bean
    PictureStore pictureStore(SqlStore sql, Clock clock) {
        return new PictureStore(sql, new TimeOrderedIds(clock));
    }

    @Bean
    FindingScope findingScope(Rights rights, FindingStore findings) {
        return new FindingScope(rights, findings);
    }

    @Bean
    FindingDesk findingDesk(
            FindingStore findings,
            PictureStore pictures,
            AuditTrail audit,
            NoticeBoard notices,
            Clock clock) {
        return new FindingDesk(new FindingDesk.Around(findings, pictures, audit, notices, clock));
    }

    @Bean
    FindingWatch findingWatch(FindingDesk desk) {
        return new FindingWatch(desk);
    }

    @Bean
    ReferenceStore referenceStore(SqlStore sql, Clock clock) {
        return new ReferenceStore(sql, new TimeOrderedIds(clock));
    }
}
