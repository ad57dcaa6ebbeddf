package dev.infrahub.standalone;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One screen that says what the hub knows about a plan. */
record DemoScreen(Style style, PrintStream out) {

    private static final Pattern BARS = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int WIDTH = 96;
    private static final int SENTENCES = 6;
    private static final int REASONS = 7;
    private static final int STEPS = 4;
    private static final int LOSSES = 3;
    private static final int SIGNATURE_SHOWN = 12;

    void title(String whose) {
        out.println();
        out.println("  " + style.bold("Infrastructure Hub") + "  a Terraform plan for " + whose);
        out.println("  " + style.dim("─".repeat(WIDTH - 2)));
    }

    void summary(JsonNode summary) {
        JsonNode changes = summary.path("changes");
        out.println("  "
                + String.join(
                        "   ",
                        style.green("+ " + count(changes, "create") + " create"),
                        style.yellow("~ " + count(changes, "update") + " update"),
                        style.red("± " + count(changes, "replace") + " replace"),
                        style.red("- " + count(changes, "delete") + " destroy"),
                        style.dim("= " + count(changes, "noOp") + " unchanged")));
        List<String> lines = summary.path("summary").asString().lines().toList();
        heading("Summary", lines.getFirst(), "");
        List<String> rest = lines.subList(1, lines.size());
        rest.stream()
                .limit(SENTENCES)
                .map(DemoScreen::withoutBullet)
                .forEach(line -> paragraph("   • ", "     ", line));
        more(rest.size(), SENTENCES, "lines");
        words(summary, "summary");
    }

    void risk(JsonNode risk) {
        String level = risk.path("riskLevel").asString();
        String board = risk.path("requiresCab").asBoolean() ? "the change board must decide" : "no change board needed";
        String score =
                level.toUpperCase(Locale.ROOT) + " " + risk.path("riskScore").asInt() + "/100";
        heading("Risk", style.ofRisk(level, style.bold(score)), board);
        JsonNode reasons = risk.path("reasons");
        reasons.values().stream().limit(REASONS).forEach(this::reason);
        more(reasons.size(), REASONS, "reasons");
        words(risk, "risk");
    }

    void rollback(JsonNode rollback) {
        heading("Rollback", "data loss: " + rollback.path("dataLossRisk").asString(), "");
        JsonNode steps = rollback.path("steps");
        steps.values().stream().limit(STEPS).forEach(this::step);
        more(steps.size(), STEPS, "steps");
        JsonNode losses = rollback.path("irreversible");
        if (!losses.isEmpty()) {
            out.println("  " + style.red("Cannot be undone"));
            losses.values().stream().limit(LOSSES).forEach(loss -> paragraph("   ✗ ", "     ", loss.asString()));
            more(losses.size(), LOSSES, "losses");
        }
        words(rollback, "rollback");
    }

    void change(JsonNode change) {
        heading(
                "Change",
                change.path("changeRequestId").asString() + "  "
                        + change.path("state").asString(),
                change.path("approvalsNeeded").asInt() + " must approve");
    }

    void refused(String what, JsonNode problem) {
        out.println("   " + style.red("✗") + " " + what + ": "
                + style.dim(problem.path("code").asString()));
        paragraph("     ", "     ", problem.path("detail").asString());
    }

    void approval(JsonNode approval) {
        out.println("   " + style.green("✓") + " approved by "
                + approval.path("approvedByName").asString()
                + style.dim("  " + approval.path("algorithm").asString()
                        + " signature " + approval.path("signature").asString().substring(0, SIGNATURE_SHOWN) + "…, "
                        + approval.path("approvalsGiven").asInt() + " of "
                        + approval.path("approvalsNeeded").asInt()));
    }

    void verification(JsonNode verification) {
        boolean isValid = verification.path("valid").asBoolean();
        out.println("   " + (isValid ? style.green("✓ verified") : style.red("✗ does not verify"))
                + style.dim(" from the stored bytes: signatures, chain, log"));
    }

    void gate(JsonNode opened) {
        out.println("   " + style.green("✓") + " the gate opens for this plan"
                + style.dim(", until " + opened.path("expiresAt").asString()));
    }

    void implemented(JsonNode change) {
        out.println("   " + style.green("✓") + " applied" + style.dim(", and the change is ")
                + change.path("state").asString());
    }

    void sealed(JsonNode evidence) {
        heading(
                "Evidence",
                "sealed",
                evidence.path("algorithm").asString() + " signature "
                        + evidence.path("signature").asString().substring(0, SIGNATURE_SHOWN) + "…, SHA-256 "
                        + evidence.path("evidenceHash").asString().substring(0, SIGNATURE_SHOWN) + "…");
    }

    /** What a process that knows no hub says of the file. */
    void verdict(String what, OfflineVerifier.Verdict verdict) {
        if (verdict.isValid()) {
            out.println("   " + style.green("✓") + " valid offline " + what
                    + style.dim(
                            ": " + verdict.found("ok").size() + " checks hold, by the file and the hub's key alone"));
        } else {
            out.println("   " + style.red("✗") + " not valid " + what);
            verdict.found("NO").stream().limit(1).forEach(reason -> paragraph("     ", "     ", reason));
        }
    }

    /** A command to repeat it, too long for the screen's width and no use in parts. */
    void again(List<String> command) {
        out.println("     " + style.dim("$ " + String.join(" ", command)));
    }

    /** What a scan found that Terraform's own text and exit code do not tell. */
    void drift(JsonNode drift) {
        String risk = drift.path("risk").asString();
        heading(
                "Drift",
                style.ofRisk(risk, style.bold(risk.toUpperCase(Locale.ROOT))),
                "in a plan with exit code " + drift.path("exitCode").asInt()
                        + ", which Terraform calls \"No changes\"");
        for (JsonNode resource : drift.path("resources")) {
            out.println("   " + style.ofRisk(risk, "●") + " "
                    + resource.path("address").asString()
                    + style.dim("  " + resource.path("cause").asString()));
            resource.path("reasons").values().stream()
                    .limit(1)
                    .forEach(reason ->
                            paragraph("     ", "     ", reason.path("detail").asString()));
            resource.path("options").values().stream()
                    .limit(1)
                    .forEach(option ->
                            paragraph("   → ", "     ", option.path("detail").asString()));
        }
        drift.path("dropped").values().stream()
                .limit(1)
                .forEach(one -> out.println("   "
                        + style.dim("none: " + one.path("address").asString() + " "
                                + one.path("path").asString() + ", by the rule "
                                + one.path("rule").asString())));
        words(drift, "text");
    }

    void secrets(JsonNode scan) {
        JsonNode counts = scan.path("counts");
        heading(
                "Secrets",
                style.bold(counts.path("findings").asInt() + " found"),
                "in " + counts.path("files").asInt() + " files, which went no further than the gateway");
        for (JsonNode finding : scan.path("findings")) {
            String severity = finding.path("severity").asString();
            out.println("   " + style.ofRisk(severity, "●") + " "
                    + finding.path("path").asString() + ":"
                    + finding.path("line").asInt() + "  "
                    + finding.path("title").asString()
                    + style.dim("  " + finding.path("redacted").asString() + ", "
                            + finding.path("state").asString()));
            paragraph("   → ", "     ", finding.path("recommendation").asString());
        }
    }

    void questions() {
        heading("Asked", "", "of what the hub has heard, with its sources");
    }

    void answer(String question, JsonNode answer) {
        out.println("   " + style.bold(question));
        answer.path("answer")
                .asString()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("|---"))
                .forEach(line -> paragraph("     ", "     ", withoutBars(line)));
        int number = 1;
        for (JsonNode source : answer.path("sources")) {
            out.println(
                    style.dim("     [" + number++ + "] " + source.path("title").asString()));
        }
    }

    /** A row of a table of Markdown, as a line. */
    private static String withoutBars(String line) {
        return line.startsWith("|")
                ? String.join(
                        " · ",
                        BARS.splitAsStream(line)
                                .filter(cell -> !cell.isBlank())
                                .map(String::strip)
                                .toList())
                : line;
    }

    void next(String hub, JsonNode summary) {
        heading("Next", "", "");
        if (summary.path("ai").path("status").asString().equals("off")) {
            out.println("   a model's words  ./hub down; AI_ENDPOINT=URL AI_CHAT_MODEL=NAME AI_KEY=KEY ./hub demo");
        }
        out.println("   a key            export HUB_KEY=$(./hub key create --name my-pipeline --role ci --client WHO)");
        out.println("   all of it        curl -H \"X-Api-Key: $HUB_KEY\" " + hub + "/api/plans/"
                + summary.path("planId").asString());
        out.println("   every endpoint   curl -H \"X-Api-Key: $HUB_KEY\" " + hub + "/openapi.json");
        out.println("   your own plan    terraform show -json plan.out | curl --data-binary @- \\");
        out.println("                      -H \"X-Api-Key: $HUB_KEY\" \\");
        out.println("                      -H 'Content-Type: application/vnd.hashicorp.terraform.plan+json' \\");
        out.println("                      -H 'Accept: text/markdown' \\");
        out.println("                      '" + hub + "/api/pipeline/summarize-plan?module=NAME'");
        out.println();
    }

    /** Where to look at all this. */
    void look(String console, String change) {
        out.println("   look at it       " + console + change);
        out.println("                    ./hub open '" + change + "' prints a link to it that signs you in");
        out.println();
    }

    /** What a language model says of the facts above, as its own; where one was to be asked and there is nothing, why. */
    private void words(JsonNode answer, String part) {
        JsonNode ai = answer.path("ai");
        String model =
                ai.path("model").asString() + " of " + ai.path("provider").asString();
        String text = answer.path("explanation").path(part).asString("");
        switch (ai.path("status").asString()) {
            case "used" -> {
                out.println("   " + style.bold("In words of a language model") + style.dim(", " + model + ":"));
                paragraph("     ", "     ", text.isEmpty() ? "nothing that holds against the facts" : text);
            }
            case "blocked", "unavailable" ->
                out.println("   "
                        + style.dim("No words of a language model: "
                                + ai.path("reason").asString()));
            default -> {
                // none is configured: how one is, is said at the end
            }
        }
    }

    private void reason(JsonNode reason) {
        String severity = reason.path("severity").asString();
        String line = "%-9s %-24s %s"
                .formatted(
                        severity,
                        reason.path("rule").asString(),
                        reason.path("address").asString(""));
        out.println("   " + style.ofRisk(severity, "●") + " " + line.stripTrailing());
    }

    private void step(JsonNode step) {
        String mark = step.path("irreversible").asBoolean() ? style.red("!") : " ";
        paragraph(
                "  " + mark + "%2d ".formatted(step.path("order").asInt()),
                "      ",
                firstSentence(step.path("detail").asString()));
        String command = step.path("command").asString("");
        if (!command.isEmpty()) {
            out.println("      " + style.dim("$ " + command.lines().findFirst().orElse("")));
        }
    }

    private void heading(String title, String first, String second) {
        out.println();
        out.println(("  " + style.bold(title) + "  " + first + (second.isEmpty() ? "" : style.dim("  " + second)))
                .stripTrailing());
    }

    private void more(int all, int shown, String what) {
        if (all > shown) {
            out.println("     " + style.dim("and " + (all - shown) + " more " + what));
        }
    }

    private void paragraph(String first, String rest, String text) {
        String indent = first;
        for (String line : wrapped(text, WIDTH - rest.length())) {
            out.println(indent + line);
            indent = rest;
        }
    }

    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : SPACES.splitAsStream(text.strip()).toList()) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String withoutBullet(String line) {
        return line.startsWith("- ") ? line.substring(2) : line;
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private static int count(JsonNode changes, String action) {
        return changes.path(action).asInt();
    }
}
