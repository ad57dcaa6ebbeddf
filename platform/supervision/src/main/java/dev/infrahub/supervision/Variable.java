package dev.infrahub.supervision;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** What people set a property by. */
final class Variable {

    private static final Pattern WRITTEN = Pattern.compile("\\$\\{(\\w++)");

    /** Spring Boot's view of all the others. */
    private static final String RESOLVED = "configurationProperties";

    private Variable() {}

    /** As it is written in the service's file, a variable and its default; whoever sets it beside the file does so by name. */
    static String of(String property, Environment environment) {
        return sources(environment)
                .filter(source -> !source.getName().equals(RESOLVED))
                .flatMap(source -> Optional.ofNullable(source.getProperty(property)).stream())
                .findFirst()
                .map(text -> WRITTEN.matcher(text.toString()))
                .filter(Matcher::lookingAt)
                .map(variable -> variable.group(1))
                .orElse(property);
    }

    private static Stream<PropertySource<?>> sources(Environment environment) {
        return environment instanceof ConfigurableEnvironment configurable
                ? configurable.getPropertySources().stream()
                : Stream.empty();
    }
}
