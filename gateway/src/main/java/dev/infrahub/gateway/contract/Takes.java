package dev.infrahub.gateway.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The request record of an endpoint that reads its body itself, because it may be large. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Takes {

    Class<? extends Record> value();

    /** A text that the JSON has beside those, which may be long; none where it is empty. */
    String document() default "";

    /** A media type of bytes that it takes in place of JSON; none where it is empty. */
    String or() default "";

    /** What is said beside these, as query parameters. */
    Class<? extends Record> beside() default Nothing.class;

    /** Nothing is said beside JSON. */
    record Nothing() {}
}
