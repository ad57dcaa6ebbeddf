package dev.infrahub.diagnosis;

import com.google.re2j.Pattern;
import java.util.Locale;

/** Who says something, where others say the same words and mean something else. */
enum Speaker {
    AWS("operation error |api error |https response error|An error occurred \\(|(?i:status ?code): \\d|(?i:request ?id)"
            + "|(?i:\\baws\\b)|\\baws_|\\b(?:S3|STS|IAM|EC2|DynamoDB)\\b|amazonaws"),
    AZURE("(?i:azure|\\baz\\b|microsoft|autorest|unexpected status|\\bArm|Code=\"|Client#)"),
    GOOGLE("(?i:google|gcloud|gserviceaccount|projects/)"),
    KUBERNETES("(?i:kubernetes|kubectl|helm|\\bpods?\\b|container|replica|release|rollout)"),
    /** A step that checks how the code is formatted. */
    FMT("(?:terraform|tofu) fmt\\b|fmt(?:[^\\n]{0,80}) -check|^--- old/|formatted"),
    /** A step that plans and tells by its exit code whether there are changes. */
    DETAILED("-detailed-exitcode|(?i:terraform|tofu) exited");

    private final Pattern signs;

    Speaker(String signs) {
        this.signs = Pattern.compile(signs);
    }

    static Speaker of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Whether something in a text, or in what it is about, shows that it does. */
    boolean says(String text, String about) {
        return signs.matcher(text).find() || signs.matcher(about).find();
    }
}
