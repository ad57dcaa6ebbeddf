package dev.infrahub.gateway.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint for machines of others, which have no credential of the hub: each request bears a signature, and the endpoint itself
 * verifies that before it does anything.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Signed {

    /** The header that bears it. */
    String value();
}
