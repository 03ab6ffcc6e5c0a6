package org.yuanjian.console.access;

import java.util.Objects;

/// What a plain scope stands for: all who share its region or site at one state of the registry.
///
/// @param scope of one of them
public record ScopeKey(Scope scope) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ScopeKey(Scope its)
                && its.list() == scope.list()
                && its.account().region().equals(scope.account().region())
                && its.account().site().equals(scope.account().site());
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                System.identityHashCode(scope.list()),
                scope.account().region(),
                scope.account().site());
    }
}
