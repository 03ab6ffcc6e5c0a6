package org.yuanjian.console.setting;

import org.springframework.boot.context.properties.bind.DefaultValue;

/// The certificate that the console and the relay's HTTP port show, under `yuanjian.tls.`. Without
/// one both speak plain HTTP.
///
/// @param certificate PEM file of the node's certificate and those that signed it, its own first
/// @param key PEM file of its private key, without a password
public record TlsSettings(@DefaultValue("") String certificate, @DefaultValue("") String key) {

    public TlsSettings {
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException(
                    "yuanjian.tls.certificate and yuanjian.tls.key: both or neither");
        }
    }

    public boolean isOn() {
        return !certificate.isEmpty();
    }
}
