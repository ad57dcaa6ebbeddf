package dev.infrahub.gateway.board;

import java.text.Normalizer;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A report's changes as CSV (RFC 4180), a line each, every field in quotes. Where a spreadsheet might take a value, or what stands
 * behind a separator in it, for a formula, an apostrophe stands before that; whoever reads the value takes it away again.
 */
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

    /** What begins a formula, in whatever width it is written: see {@link #beginsFormula}. */
    private static final String FORMULA = "=+-@\u2212\t\r\n";

    /** What separates cells somewhere, whatever separates them here. */
    private static final String SEPARATORS = ",;|\t\r\n";

    private ReportCsv() {}

    static String of(JsonNode report) {
        StringBuilder csv = new StringBuilder(
                        COLUMNS.stream().map(ReportCsv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
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

    static String harmless(String text) {
        StringBuilder harmless = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            boolean isStart = at == 0 || SEPARATORS.indexOf(text.charAt(at - 1)) >= 0;
            harmless.append(isStart && beginsFormula(text, at) ? "'" : "").append(text.charAt(at));
        }
        return harmless.toString();
    }

    /** Whether one does here, behind what some leave out: white space, what nobody sees, apostrophes and quotes. */
    private static boolean beginsFormula(String text, int from) {
        int at = from;
        while (at < text.length() && isLeftOut(text.charAt(at))) {
            at++;
        }
        return at < text.length()
                && Normalizer.normalize(text.substring(at, at + 1), Normalizer.Form.NFKC)
                        .chars()
                        .limit(1)
                        .anyMatch(sign -> FORMULA.indexOf(sign) >= 0);
    }

    private static boolean isLeftOut(char unit) {
        return unit == '\''
                || unit == '"'
                || Character.isSpaceChar(unit)
                || Character.getType(unit) == Character.FORMAT;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
