package dev.infrahub.gateway.board;

import dev.infrahub.http.Formats;
import dev.infrahub.http.Parameters;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** What a report can be had as. JSON is the one that is sealed. */
enum ReportFormat {
    JSON(ReportFormat.JSON_TYPE),
    CSV(ReportFormat.CSV_TYPE),
    HTML(ReportFormat.HTML_TYPE);

    static final String JSON_TYPE = "application/json";
    static final String CSV_TYPE = "text/csv;charset=UTF-8";
    static final String HTML_TYPE = "text/html;charset=UTF-8";

    private static final Formats FORMATS =
            new Formats(Arrays.stream(values()).map(ReportFormat::type).toList());

    private final String type;

    ReportFormat(String type) {
        this.type = type;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** As it is named; without a name, the best that is accepted. */
    static ReportFormat of(@Nullable String name, HttpHeaders headers) {
        if (name != null) {
            return Parameters.oneOf(
                    "format", name, values(), format -> format.name().toLowerCase(Locale.ROOT));
        }
        MediaType chosen = FORMATS.chosen(headers);
        return Arrays.stream(values())
                .filter(format -> format.type().equals(chosen))
                .findFirst()
                .orElseThrow();
    }
}
