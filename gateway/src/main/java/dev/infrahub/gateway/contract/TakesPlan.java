package dev.infrahub.gateway.contract;

import dev.infrahub.gateway.terraform.PlanMembers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint that takes a plan: as member, as text, as the body, or by its id. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface TakesPlan {

    /** What is said beside it. */
    Class<? extends Record> value() default PlanMembers.class;
}
