package dev.infrahub.standalone;

import dev.infrahub.json.Json;
import dev.infrahub.scanning.Baseline;
import dev.infrahub.scanning.Detection;
import dev.infrahub.scanning.OneLine;
import dev.infrahub.scanning.RuleNote;
import dev.infrahub.scanning.Sarif;
import dev.infrahub.scanning.Scan;
import dev.infrahub.scanning.ScanRules;
import dev.infrahub.scanning.Skipped;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ./hub scan} found, as it is written.
 *
 * @param rules what was looked for
 * @param unknown what neither a comment allows nor the baseline has
 * @param known how many the baseline has
 * @param allowed how many a comment allows
 * @param isComparable whether fingerprints are those of a baseline
 */
record ScanFindings(
        ScanRules rules,
        List<Detection> unknown,
        int known,
        int allowed,
        int files,
        List<Skipped> skipped,
        boolean isComparable) {

    /** Of a repository with many pictures, the findings would be lost among them. */
    private static final int MOST_SKIPPED = 20;

    static ScanFindings of(ScanRules rules, Scan.Result result, Optional<Baseline> baseline) {
        List<Detection> open = result.detections().stream()
                .filter(one -> one.allowedBy().isEmpty())
                .toList();
        List<Detection> unknown = open.stream()
                .filter(one -> baseline.filter(file -> file.knows(one)).isEmpty())
                .toList();
        return new ScanFindings(
                rules,
                unknown,
                open.size() - unknown.size(),
                result.detections().size() - open.size(),
                result.digests().size(),
                result.skipped(),
                baseline.isPresent());
    }

    /** Credentials, which are what a scan fails for; what is only advised is not among them. */
    List<Detection> secrets() {
        return unknown.stream()
                .filter(one -> !rules.note(one.ruleId()).isAdvice())
                .toList();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Detection one : unknown) {
            text.append(line(one));
        }
        skipped.stream().limit(MOST_SKIPPED).forEach(one -> text.append(line(one)));
        if (skipped.size() > MOST_SKIPPED) {
            text.append("%d more skipped, which --format json names%n".formatted(skipped.size() - MOST_SKIPPED));
        }
        return text
                + "%d found, %d advised, %d known, %d allowed in %d files; %d skipped"
                        .formatted(
                                secrets().size(),
                                unknown.size() - secrets().size(),
                                known,
                                allowed,
                                files,
                                skipped.size());
    }

    private String line(Detection one) {
        RuleNote note = rules.note(one.ruleId());
        // a team's words may hold what moves the cursor of a terminal
        return "%s:%d:%d: %s: %s (%s), %s%n"
                .formatted(
                        one.path(),
                        one.place().line(),
                        one.place().column(),
                        note.severity(),
                        OneLine.of(note.title()),
                        OneLine.of(one.ruleId()),
                        one.redacted());
    }

    private static String line(Skipped one) {
        return "%s: skipped, %s%n".formatted(one.path(), one.reason().text());
    }

    String json() {
        return new Json()
                .with("findings", unknown.stream().map(this::json).toList())
                .with("known", known)
                .with("allowed", allowed)
                .with("files", files)
                .with(
                        "skipped",
                        skipped.stream()
                                .map(one -> new Json()
                                        .with("path", one.path())
                                        .with("reason", one.reason().text()))
                                .toList())
                .text();
    }

    private Json json(Detection one) {
        RuleNote note = rules.note(one.ruleId());
        Json json = new Json()
                .with("ruleId", one.ruleId())
                .with("title", note.title())
                .with("severity", note.severity())
                .with("advice", note.isAdvice())
                .with("path", one.path())
                .with("line", one.place().line())
                .with("column", one.place().column())
                .with("endLine", one.place().endLine())
                .with("endColumn", one.place().endColumn())
                .with("redacted", one.redacted())
                .with("recommendation", note.recommendation());
        return isComparable ? json.with("fingerprint", one.fingerprint()) : json;
    }

    String sarif() {
        return Sarif.log(
                unknown.stream()
                        .map(one -> new Sarif.Result(
                                rules.note(one.ruleId()),
                                one.path(),
                                one.place(),
                                one.redacted(),
                                Optional.of(one.fingerprint()).filter(_ -> isComparable),
                                Optional.empty()))
                        .toList(),
                skipped);
    }
}
