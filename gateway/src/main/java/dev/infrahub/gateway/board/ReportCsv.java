package dev.infrahub.gateway.board;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A report's changes as CSV (RFC 4180), a line each. */
final class ReportCsv {

    private static final List<String> COLUMNS = List.of(
            "changeRequestId",
            "client",
            "module",
            "environment",
            "riskLevel",
            "changeType",
            "state",
            "requestedBy",
            "requestedAt",
            "approvedBy",
            "approvedAt",
            "planHash",
            "fingerprint",
            "sequence",
            "leafIndex",
            "signatureValid",
            "problems");

    /** What spreadsheets take for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private ReportCsv() {}

    static String of(JsonNode report) {
        StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
        for (JsonNode change : report.path("approvals")) {
            StringJoiner line = new StringJoiner(",", "", "\r\n");
            COLUMNS.forEach(column -> line.add(field(change.path(column))));
            csv.append(line);
        }
        return csv.toString();
    }

    private static String field(JsonNode value) {
        return quoted(harmless(text(value)));
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(ReportCsv::text).collect(Collectors.joining("; "))
                : value.isNull() ? "" : value.asString();
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
