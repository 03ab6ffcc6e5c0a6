package org.yuanjian.console.evidence;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.finding.KnownFindings;
import org.yuanjian.console.retention.Retained;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.EvidenceSettings;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.console.ticket.Purposes;

/// Clips of this process.
@Configuration(proxyBeanMethods = false)
class EvidenceConfiguration {
    private static final String FOLDER = "evidence";
    private static final int BATCH = 50;

    @Bean
    EvidenceSeal evidenceSeal(
            YuanjianSettings settings,
            DataFolder data,
            EvidenceStore store,
            AuditTrail audit,
            LedgerKey key) {
        String set = settings.evidence().folder();
        return new EvidenceSeal(
                set.isEmpty() ? data.path(FOLDER) : Path.of(set), store, audit, key);
    }

    @Bean
    Retained clipsKept(YuanjianSettings settings, EvidenceStore store, EvidenceSeal seal) {
        ClipDeletion deletion = new ClipDeletion(store, seal, settings.node());
        return new Retained(
                "clips", settings.retention().clips(), BATCH, deletion, deletion::complete);
    }

    @Bean
    EvidenceClips.Allowed evidenceAllowed(
            Rights rights, Purposes purposes, KnownFindings findings) {
        return new EvidenceClips.Allowed(rights, purposes, findings);
    }

    @Bean
    EvidenceClips evidenceClips(
            YuanjianSettings settings,
            EvidenceSeal seal,
            EvidenceStore store,
            AuditTrail audit,
            EvidenceRecorder recorder,
            EvidenceClips.Allowed allowed,
            Clock clock) {
        EvidenceSettings evidence = settings.evidence();
        return new EvidenceClips(
                seal,
                evidence,
                allowed,
                new EvidenceClips.Around(store, audit, recorder, clock, settings.node()));
    }
}
