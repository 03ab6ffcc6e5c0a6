package org.yuanjian.console.webhook;

import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.setting.YuanjianSettings;

/// Joins the outbox, the network it may reach and what sends.
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    DeliveryStore deliveryStore(SqlStore sql) {
        return new DeliveryStore(sql);
    }

    /// Without TLS only in a demo, and only to this machine.
    @Bean
    WebhookSender webhookSender(YuanjianSettings settings) {
        return new WebhookSender(
                new CameraNetworks(settings.webhook().networks()),
                settings.demo(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                PATIENCE);
    }

    @Bean
    WebhookCourier webhookCourier(
            WebhookStore webhooks,
            DeliveryStore deliveries,
            WebhookSender sender,
            CredentialVault vault,
            InstantSource clock,
            YuanjianSettings settings) {
        return new WebhookCourier(
                new WebhookCourier.Surroundings(webhooks, deliveries, sender, vault, clock),
                settings.webhook().source());
    }
}
