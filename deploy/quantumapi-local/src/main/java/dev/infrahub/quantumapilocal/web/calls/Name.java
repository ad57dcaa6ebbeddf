package dev.infrahub.quantumapilocal.web.calls;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of something: 1 to 128 letters, digits and some signs. */
@Pattern(
        regexp = "[A-Za-z0-9][A-Za-z0-9 ._:/@+-]{0,127}",
        message = "is not 1 to 128 letters, digits, spaces or . _ : / @ + -, with a letter or digit first")
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
public @interface Name {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
