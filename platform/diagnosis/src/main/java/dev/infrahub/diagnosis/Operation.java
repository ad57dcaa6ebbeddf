package dev.infrahub.diagnosis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/** The call of a cloud that an error is about, as the libraries of its provider name it. */
final class Operation {

    private static final List<Pattern> FORMS = List.of(
            // AWS SDK v2
            Pattern.compile("operation error [^:]{1,80}: (\\w{1,80}),"),
            // Azure's track 1 SDK
            Pattern.compile("\\b(\\w{1,60}Client#\\w{1,60}): "),
            // Azure's REST
            Pattern.compile("performing (\\w{1,60}): "));

    private Operation() {}

    static Optional<String> in(String text) {
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }
}
