package dev.infrahub.gateway.ssh;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A whole entity reference, as {@code @backstage/catalog-model} validates it: a kind of letters and digits, a namespace that
 * is a DNS label, a name; 63 characters each at most, without regard to case.
 */
@Constraint(validatedBy = {})
@Pattern(
        regexp = "[a-z][a-z0-9]{0,62}:(?=[^/]{1,63}/)[a-z0-9]+(-+[a-z0-9]+)*/[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?",
        flags = Pattern.Flag.CASE_INSENSITIVE,
        message = "takes a whole entity reference of Backstage, such as component:default/checkout")
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface EntityRef {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
