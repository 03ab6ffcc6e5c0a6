package org.yuanjian.console;

import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.yuanjian.console.setting.Role;

/// Whether this process has the relay role.
final class OnRelayRole implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Binder.get(context.getEnvironment())
                .bind("yuanjian.roles", Bindable.setOf(Role.class))
                .orElse(Set.of(Role.CONSOLE, Role.RELAY))
                .contains(Role.RELAY);
    }
}
