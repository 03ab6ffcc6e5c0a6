package org.yuanjian.console.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.audit.export.ExportException;
import org.yuanjian.console.audit.export.ExportVerifier;

/// Checks exports that are texts.
final class ExportChecks {
    private ExportChecks() {}

    static ExportVerifier.Verified verify(String export, @Nullable String heads)
            throws IOException, ExportException {
        return new ExportVerifier(TestLedger.PUBLIC)
                .verify(
                        new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)),
                        heads == null
                                ? null
                                : new ByteArrayInputStream(heads.getBytes(StandardCharsets.UTF_8)));
    }
}
