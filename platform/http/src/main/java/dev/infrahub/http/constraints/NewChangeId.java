package dev.infrahub.http.constraints;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The id that a new change request is to have: what {@link ChangeId} is, without the slash, which paths are made of. */
@Constraint(validatedBy = {})
@Pattern(
        regexp = "[A-Za-z0-9][A-Za-z0-9._:#-]{0,99}",
        message = "takes 1 to 100 letters, digits and ._:#-, a letter or digit first")
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface NewChangeId {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
