package dev.infrahub.gateway.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an endpoint answers, or each item of its list, where neither its return type nor its operation says: an event for its
 * facts, a record for its members, or what describes something else.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Shows {

    Class<?> value();

    /** Whether it answers a list of them; what lists views does anyway. */
    boolean isList() default false;
}
