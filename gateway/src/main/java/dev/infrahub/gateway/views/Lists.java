package dev.infrahub.gateway.views;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint that lists views. Its {@link Listing} is filtered, sorted and paged as the caller says. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Lists {

    ViewKind value();

    /** By what a caller may filter. */
    By[] by() default {};

    /** A member of the brief, and a query parameter of that name. */
    @interface By {

        String value();

        /** In which list of the brief: by this member of an item in it, the same item for all such filters. */
        String in() default "";

        /** What the item calls it; by default the same. */
        String member() default "";

        /** What it may be; anything, where there are none. */
        String[] oneOf() default {};

        /** That of these which is the name of another list: where it is said, the item is one of that list. */
        String orIn() default "";
    }
}
