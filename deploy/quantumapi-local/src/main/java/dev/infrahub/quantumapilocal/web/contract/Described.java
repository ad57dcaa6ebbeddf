package dev.infrahub.quantumapilocal.web.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What /openapi.json says of an endpoint, beside the type of its {@code Call}. Answers leave as bytes, so their types stand
 * here.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Described {

    /** What it does, in a line. */
    String value();

    int status() default 200;

    /** What it answers; none for {@code Void}, a file for {@code byte[]}. */
    Class<?> answers() default Void.class;

    /** Its query parameters. */
    String[] query() default {};
}
