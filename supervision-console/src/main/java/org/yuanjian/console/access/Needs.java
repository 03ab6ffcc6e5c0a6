package org.yuanjian.console.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Which right a route needs. Every route of ours has one, or [NeedsNoRight]: a route without
/// answers nobody.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Right value();

    /// Name of the part of the path that is a point's code; empty where the route is about more
    /// than one point and looks at the scope itself.
    String at() default "";
}
