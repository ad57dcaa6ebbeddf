package dev.infrahub.http.constraints;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a text differs from what {@link TextDefaults} ask of every text. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    /** Characters. */
    int max() default TextDefaults.LONGEST;

    /** Whether it may have several lines. */
    boolean lines() default false;

    /** Whether it is looked at elsewhere, because it may look like a credential and be none. */
    boolean isChecked() default true;
}
