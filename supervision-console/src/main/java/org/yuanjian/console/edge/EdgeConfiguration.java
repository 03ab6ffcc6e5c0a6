package org.yuanjian.console.edge;

import java.time.InstantSource;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.console.problem.ProblemWriter;
import org.yuanjian.console.setting.YuanjianSettings;

/// The order of what every call passes: bounds first, then who it is and how often, then whether it
/// has come before.
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(ProblemWriter problems) {
        FilterRegistrationBean<BodyLimitFilter> filter =
                new FilterRegistrationBean<>(new BodyLimitFilter(problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    CallRateFilter callRateFilter(
            YuanjianSettings settings, InstantSource clock, ProblemWriter problems) {
        return new CallRateFilter(settings.calls(), clock, problems);
    }

    /// The security filters have it; it must not stand outside of them a second time.
    @Bean
    FilterRegistrationBean<CallRateFilter> callRate(CallRateFilter rates) {
        FilterRegistrationBean<CallRateFilter> filter = new FilterRegistrationBean<>(rates);
        filter.setEnabled(false);
        return filter;
    }

    @Bean
    FilterRegistrationBean<RepeatedCallFilter> repeatedCalls(
            RepeatedCallStore store,
            CredentialVault vault,
            InstantSource clock,
            ProblemWriter problems) {
        FilterRegistrationBean<RepeatedCallFilter> filter =
                new FilterRegistrationBean<>(new RepeatedCallFilter(store, vault, clock, problems));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return server ->
                server.addContextCustomizers(context -> {
                    if (context.getParent() instanceof StandardHost host) {
                        host.setErrorReportValveClass(ProblemReportValve.class.getName());
                    }
                });
    }
}
