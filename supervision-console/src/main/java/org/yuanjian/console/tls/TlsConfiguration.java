package org.yuanjian.console.tls;

import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.console.notice.Notice;
import org.yuanjian.console.notice.NoticeBoard;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.relay.http.RelayCertificate;

/// Gives the certificate of the settings to the console's port and to the relay's.
@Configuration(proxyBeanMethods = false)
@Conditional(OnTls.class)
public class TlsConfiguration {
    private static final String BUNDLE = "yuanjian";
    private static final SslOptions OPTIONS = SslOptions.of(null, Set.of("TLSv1.3", "TLSv1.2"));

    @Bean
    CertificateFiles certificateFiles(
            YuanjianSettings settings, ObjectProvider<NoticeBoard> notices) {
        return new CertificateFiles(
                settings.tls(),
                words -> notices.ifAvailable(board -> board.post(refused(settings.node(), words))));
    }

    private static Notice refused(String node, String words) {
        return new Notice("certificate_refused", "", node, Map.of("why", words));
    }

    @Bean
    SslBundleRegistrar certificateBundle(CertificateFiles files) {
        return registry -> {
            registry.registerBundle(BUNDLE, bundle(files.current()));
            files.onChange(changed -> registry.updateBundle(BUNDLE, bundle(changed)));
        };
    }

    private static SslBundle bundle(NodeCertificate shown) {
        PemSslStore store = PemSslStore.of(shown.chain(), shown.key());
        return SslBundle.of(new PemSslStoreBundle(store, null), SslBundleKey.NONE, OPTIONS);
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> consoleOverTls() {
        return server -> server.setSsl(Ssl.forBundle(BUNDLE));
    }

    @Bean
    RelayCertificate relayCertificate(CertificateFiles files) {
        NodeCertificate now = files.current();
        RelayCertificate relay = new RelayCertificate(now.key(), now.chain());
        files.onChange(changed -> relay.replace(changed.key(), changed.chain()));
        return relay;
    }
}
