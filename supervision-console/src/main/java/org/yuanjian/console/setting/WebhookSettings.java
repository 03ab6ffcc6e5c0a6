package org.yuanjian.console.setting;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where notices may be sent, under `yuanjian.webhook.`.
///
/// @param networks the networks webhooks may go to; nothing else is dialled
/// @param source what names this installation in the events it sends
public record WebhookSettings(
        @DefaultValue List<String> networks, @DefaultValue("/yuanjian") String source) {

    public WebhookSettings {
        networks = List.copyOf(networks);
        if (!source.matches("[!-~]{1,200}")) {
            throw new IllegalArgumentException("yuanjian.webhook.source: a URI reference");
        }
    }
}
