package dev.infrahub.supervision;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Tells in one line why a service does not start; Spring Boot's own reporter, which takes seven, is off. */
final class OneLineReporter implements FailureAnalysisReporter {

    private static final Logger log = LoggerFactory.getLogger(OneLineReporter.class);

    @Override
    public void report(FailureAnalysis analysis) {
        log.error("This service does not start. {}", line(analysis));
    }

    static String line(FailureAnalysis analysis) {
        return Stream.concat(Stream.of(analysis.getDescription()), Optional.ofNullable(analysis.getAction()).stream())
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
