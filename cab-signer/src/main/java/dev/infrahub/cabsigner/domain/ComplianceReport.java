package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SignedTreeHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the board was asked and decided in a period, every signature and row of it held against the log. Lists what was
 * declined, ran out or was revoked as well. By the log alone: the same query over the same log gives the same rows.
 */
public final class ComplianceReport {

    private static final String TYPE = "infrahub/compliance-report/v1";

    private final ReportQuery query;
    private final Row chain;
    private final LogPass pass;
    private final Findings findings = new Findings();
    private final long distrusted;
    private final Optional<SignedTreeHead> treeHead;
    private final List<Audited> changes = new ArrayList<>();

    /**
     * @param log the head of the chain, the count and hashes of the last decision, tree heads, and how many events were not
     *     believed, as one JSON text
     */
    public ComplianceReport(ReportQuery query, LogPass pass, String log) {
        Row said = Row.ofJson(log);
        this.query = query;
        this.pass = pass;
        this.distrusted = said.number("distrusted");
        this.chain = new Row(Json.members(said.value("chain")));
        pass.findings().sentences().forEach(findings::add);
        lookAtHead(said);
        this.treeHead = new TreeHeadAudit(pass, findings).look(said.rows("tree_heads"));
    }

    private void lookAtHead(Row said) {
        if (pass.isWhole()
                && (chain.number("leaves") != pass.size()
                        || !chain.text("frontier").equals(pass.frontier().text()))) {
            findings.add("the chain does not end where the log does");
        }
        List<String> last = said.value("last_hashes").each().stream()
                .map(hash -> Json.spelling(hash).orElse(""))
                .toList();
        if (chain.number("sequence") != said.number("count")
                || (!last.isEmpty() && !last.contains(chain.text("head_hash")))) {
            findings.add("the chain does not end with the last decision");
        }
    }

    /** Adds changes, in order; all cores verify. */
    public void add(Map<ChangeKey, String> records) {
        records.entrySet().parallelStream()
                .map(change -> Audit.ofMany(change.getKey(), change.getValue(), chain, pass))
                .filter(audited -> audited.isOf(query))
                .toList()
                .forEach(changes::add);
    }

    public int size() {
        return changes.size();
    }

    /** How many of the changes have problems. */
    public int invalid() {
        return (int)
                changes.stream().filter(change -> !change.problems().isEmpty()).count();
    }

    /** Everything but the seal: what is sealed is its text. */
    public Json json(String compiledBy, String compiledByName, Instant compiledAt) {
        return new Json()
                .with("type", TYPE)
                .with("client", query.client())
                .with("module", query.module())
                .with("period", query.period())
                .with("compiledBy", compiledBy)
                .with("compiledByName", compiledByName)
                .with("compiledAt", compiledAt)
                .with("log", log())
                .with("totals", totals(changes))
                .with("byRisk", byRisk())
                .with("approvals", changes.stream().map(Audited::json).toList());
    }

    /** Without the key's id: nothing is in the seal that the signature does not vouch for. */
    public static Json sealed(Json report, Seal seal) {
        return report.with(
                "seal",
                new Json()
                        .with("signature", seal.signature())
                        .with("algorithm", seal.algorithm())
                        .with("publicKey", seal.publicKey()));
    }

    private Json log() {
        Json log = new Json()
                .with("size", pass.size())
                .with("root", pass.frontier().root())
                .with("whole", pass.isWhole())
                .with("distrusted", distrusted)
                .withTexts("problems", findings.sentences());
        treeHead.ifPresentOrElse(head -> log.with("treeHead", head.json()), () -> log.with("treeHead", (String) null));
        return log;
    }

    private Json byRisk() {
        Json byRisk = new Json();
        for (RiskLevel level : RiskLevel.values()) {
            byRisk.with(
                    level.spelling(),
                    totals(changes.stream()
                            .filter(change -> change.riskLevel().equals(level.spelling()))
                            .toList()));
        }
        return byRisk;
    }

    private static Json totals(List<Audited> changes) {
        Json totals = new Json().with("requested", changes.size());
        Arrays.stream(State.values())
                .forEach(state -> totals.with(
                        state.spelling(),
                        count(changes, change -> change.course().state() == state)));
        return totals.with(
                        "refusals", changes.stream().mapToInt(Audited::refusals).sum())
                .with(
                        "failedSignings",
                        changes.stream().mapToInt(Audited::failures).sum())
                .with(
                        "signatures",
                        changes.stream().mapToInt(Audited::signatures).sum())
                .with(
                        "unverified",
                        changes.stream()
                                .mapToInt(change -> change.unverified().size())
                                .sum())
                .with(
                        "withProblems",
                        count(changes, change -> !change.problems().isEmpty()));
    }

    private static long count(List<Audited> changes, Predicate<Audited> which) {
        return changes.stream().filter(which).count();
    }
}
