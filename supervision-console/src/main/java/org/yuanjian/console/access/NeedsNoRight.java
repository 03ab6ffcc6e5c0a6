package org.yuanjian.console.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A route for everybody who signed in, or even who has not: the page's own, the sign-in.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsNoRight {
    /// Whether who has not finished signing in may call it as well.
    boolean beforeSignIn() default false;

    /// Whether it may be called in the simulator of rights although it changes something.
    boolean asAnother() default false;
}
