package dev.infrahub.gateway.board;

import dev.infrahub.http.Visible;
import dev.infrahub.proofs.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** A report as a page to print: self-contained, without scripts. What nobody sees in a name is spelled out. */
final class ReportHtml {

    private static final String STYLE = """
            body{font:10pt/1.4 Georgia,serif;color:#111;margin:2em auto;max-width:70em;padding:0 1em}
            h1{font-size:18pt;margin:0 0 .2em}h2{font-size:13pt;margin:1.6em 0 .4em}
            table{border-collapse:collapse;width:100%}
            th,td{border:1px solid #999;padding:.25em .45em;text-align:left;vertical-align:top}
            th{background:#eee;font-weight:600}
            .hash{font:8pt/1.3 monospace;overflow-wrap:anywhere}
            .number{text-align:right}
            .bad{background:#fbe3e3}.bad strong{color:#a00}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em;margin:0}dt{font-weight:600}dd{margin:0}
            @page{size:A4 landscape;margin:14mm}
            @media print{body{margin:0;max-width:none;padding:0}thead{display:table-header-group}
            tr{break-inside:avoid}.bad{background:none;border-left:3pt solid #a00}th{background:none}}
            """;

    /** What a browser may do with the page: show it in its own style, and nothing else. */
    static final String POLICY = "default-src 'none'; frame-ancestors 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Digest.sha256(STYLE.getBytes(StandardCharsets.UTF_8))) + "'";

    private static final List<String> STATES =
            List.of("requested", "approved", "implemented", "rejected", "expired", "revoked", "pending");

    private static final List<String> RISKS = List.of("critical", "high", "medium", "low");

    private final JsonNode report;
    private final StringBuilder html = new StringBuilder();

    private ReportHtml(JsonNode report) {
        this.report = report;
    }

    /** @param text the sealed report, byte for byte */
    static String of(JsonNode report, String text, UUID operation) {
        ReportHtml page = new ReportHtml(report);
        page.head();
        page.totals();
        page.changes();
        page.proof(Digest.of(text), operation);
        return page.html.append("</body></html>\n").toString();
    }

    private void head() {
        String title = "Compliance report";
        html.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(title)
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>")
                .append(title)
                .append("</h1><dl>");
        JsonNode period = report.path("period");
        fact("Client", report.path("client").asString().equals("*") ? "all" : text(report.path("client")));
        fact("Module", report.path("module").isNull() ? "all" : text(report.path("module")));
        fact(
                "Put before the board",
                (period.path("from").isNull() ? "from the beginning" : "from " + text(period.path("from"))) + " until "
                        + text(period.path("to")));
        fact(
                "Compiled",
                text(report.path("compiledAt")) + " by " + text(report.path("compiledByName")) + " ("
                        + text(report.path("compiledBy")) + ")");
        html.append("</dl>");
    }

    private void totals() {
        JsonNode totals = report.path("totals");
        html.append("<h2>Totals</h2><table><thead><tr><th>Risk</th>");
        STATES.forEach(state -> html.append("<th>").append(state).append("</th>"));
        html.append("</tr></thead><tbody>");
        RISKS.forEach(risk -> totals(risk, report.path("byRisk").path(risk)));
        totals("all", totals);
        html.append("</tbody></table><dl>");
        fact("Signatures verified while this report was made", text(totals.path("signatures")));
        fact("Of them not valid", text(totals.path("unverified")));
        fact("Changes whose records are not what they were", text(totals.path("withProblems")));
        fact("Decisions refused by the board's rules", text(totals.path("refusals")));
        fact("Decisions that could not be signed", text(totals.path("failedSignings")));
        html.append("</dl>");
    }

    private void totals(String name, JsonNode totals) {
        html.append("<tr><th>").append(escaped(name)).append("</th>");
        STATES.forEach(state -> html.append("<td class=\"number\">")
                .append(escaped(text(totals.path(state))))
                .append("</td>"));
        html.append("</tr>");
    }

    private void changes() {
        html.append("<h2>Changes</h2>");
        if (report.path("approvals").isEmpty()) {
            html.append("<p>None was put before the board in this period.</p>");
            return;
        }
        html.append("<table><thead><tr><th>Change</th><th>Client, module, environment</th><th>Risk</th><th>State</th>"
                + "<th>Requested</th><th>Decided</th><th>Plan (SHA-256)</th><th>Log</th><th>Signatures</th></tr></thead>"
                + "<tbody>");
        report.path("approvals").forEach(this::change);
        html.append("</tbody></table>");
    }

    private void change(JsonNode change) {
        boolean isBad = !change.path("problems").isEmpty();
        html.append(isBad ? "<tr class=\"bad\">" : "<tr>");
        cell(text(change.path("changeRequestId")));
        cell(List.of("client", "module", "environment").stream()
                .map(member -> text(change.path(member)))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", ")));
        cell(text(change.path("riskLevel")));
        cell(text(change.path("state")));
        cell(text(change.path("requestedBy")) + " " + text(change.path("requestedAt")));
        html.append("<td>");
        change.path("decisions").forEach(this::decision);
        html.append("</td><td class=\"hash\">")
                .append(escaped(text(change.path("planHash"))))
                .append("</td>");
        cell(
                change.path("sequence").isNull()
                        ? ""
                        : "no. " + text(change.path("sequence")) + ", leaf " + text(change.path("leafIndex")));
        html.append("<td>").append(signatures(change.path("signatureValid")));
        change.path("problems").forEach(problem -> html.append("<br>").append(escaped(text(problem))));
        html.append("</td></tr>");
    }

    private void decision(JsonNode decision) {
        html.append(escaped(text(decision.path("decision")) + ": " + text(decision.path("byName")) + " ("
                        + text(decision.path("by")) + ") " + text(decision.path("at"))))
                .append("<br>");
    }

    private static String signatures(JsonNode valid) {
        return valid.isNull() ? "none" : valid.asBoolean() ? "valid" : "<strong>not valid</strong>";
    }

    private void proof(String sha256, UUID operation) {
        JsonNode log = report.path("log");
        html.append("<h2>Proof</h2><dl>");
        fact("Log", text(log.path("size")) + " leaves, root " + text(log.path("root")));
        log.path("problems").forEach(problem -> fact("Problem", text(problem)));
        if (log.path("distrusted").asLong(0) > 0) {
            fact("Not believed", text(log.path("distrusted")) + " events that claimed to decide, and had no effect");
        }
        JsonNode head = log.path("treeHead");
        fact("Signed head", head.isNull() ? "none yet" : text(head.path("payload")));
        fact("Sealed report", "/api/operations/" + operation + " (member result), SHA-256 " + sha256);
        JsonNode seal = report.path("seal");
        String key = Digest.of(Base64.getDecoder().decode(text(seal.path("publicKey"))));
        fact("Sealed with", text(seal.path("algorithm")) + ", public key with the SHA-256 " + key);
        html.append("</dl>");
    }

    private void fact(String name, String value) {
        html.append("<dt>")
                .append(escaped(name))
                .append("</dt><dd class=\"")
                .append(value.length() > 100 ? "hash" : "fact")
                .append("\">")
                .append(escaped(value))
                .append("</dd>");
    }

    private void cell(String text) {
        html.append("<td>").append(escaped(text)).append("</td>");
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(Visible.text(text), "UTF-8");
    }
}
