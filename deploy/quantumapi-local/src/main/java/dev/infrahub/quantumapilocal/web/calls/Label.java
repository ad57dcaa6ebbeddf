package dev.infrahub.quantumapilocal.web.calls;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One of the labels of something: 1 to 64 letters, digits and some signs. */
@Pattern(
        regexp = "[A-Za-z0-9][A-Za-z0-9._:/=@+-]{0,63}",
        message = "are not 1 to 64 letters, digits or . _ : / = @ + - each, with a letter or digit first")
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
public @interface Label {

    /** How many something may have. */
    int MOST = 32;

    String TOO_MANY = "are more than 32";

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
