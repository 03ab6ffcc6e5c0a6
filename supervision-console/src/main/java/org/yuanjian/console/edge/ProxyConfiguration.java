package org.yuanjian.console.edge;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.console.setting.YuanjianSettings;

/// Believes those proxies that the settings name, and nobody else, who it is that calls.
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> proxies(YuanjianSettings settings) {
        List<String> proxies = settings.proxies();
        return server -> {
            if (!proxies.isEmpty()) {
                server.addEngineValves(valve(proxies));
            }
        };
    }

    private static RemoteIpValve valve(List<String> proxies) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(
                proxies.stream().map(Pattern::quote).collect(Collectors.joining("|")));
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }
}
