package dev.infrahub.verify;

import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.SealedReport;

/** A compliance report, as {@code GET /api/cab/report} answers it in JSON. */
record ReportFile(SealedReport report) implements Document {

    @Override
    public Findings verify(Trust trust) {
        Findings findings = new Findings();
        findings.check(
                report.isCanonical(),
                "The file is in the one form it can have; its SHA-256 is " + Digest.of(report.file()) + ".",
                "The file is not byte for byte what was sealed.");
        findings.verify(new Signed("report", "The report", Purpose.REPORT, report.message(), report.seal()));
        findings.compare(report.seal(), trust, Purpose.REPORT);
        findings.unknown(
                "Whether the approvals in it verify now: it says what was found when it was made. Evidence has the"
                        + " approvals themselves.");
        return findings;
    }
}
