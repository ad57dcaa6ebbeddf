package dev.infrahub.gateway.board;

import dev.infrahub.http.Problem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** What a report can be had as. JSON is the one that is sealed. */
enum ReportFormat {
    JSON(ReportFormat.JSON_TYPE),
    CSV(ReportFormat.CSV_TYPE),
    HTML(ReportFormat.HTML_TYPE);

    static final String JSON_TYPE = "application/json";
    static final String CSV_TYPE = "text/csv;charset=UTF-8";
    static final String HTML_TYPE = "text/html;charset=UTF-8";

    private final String type;

    ReportFormat(String type) {
        this.type = type;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** As it is named; without a name, the best that is accepted. */
    static ReportFormat of(@Nullable String name, List<MediaType> accepted) {
        if (name != null) {
            return Arrays.stream(values())
                    .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> Problem.parameter("format", "json, csv or html"));
        }
        return accepted.isEmpty()
                ? JSON
                : accepted.stream()
                        .sorted(Comparator.comparingDouble(MediaType::getQualityValue)
                                .reversed())
                        .flatMap(wanted -> Arrays.stream(values()).filter(format -> wanted.includes(format.type())))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(
                                406,
                                "accept.unsupported",
                                "This endpoint answers application/json, text/csv or text/html."));
    }
}
