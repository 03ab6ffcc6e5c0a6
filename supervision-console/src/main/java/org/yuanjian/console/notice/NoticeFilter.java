package org.yuanjian.console.notice;

import org.yuanjian.console.account.Person;

/// Decides who hears a notice. Asked for each notice and each reader, at the moment it is told; any
/// thread.
@FunctionalInterface
public interface NoticeFilter {
    boolean hears(Person person, Notice notice);
}
