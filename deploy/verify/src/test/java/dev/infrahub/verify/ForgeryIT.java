package dev.infrahub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.proofs.TreeHead;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Files that are well made and say what is not so. Whoever signs them has not the hub's key; that alone gives them away to
 * whoever knows it, and what they say gives them away to the others.
 */
class ForgeryIT {

    private final Samples files = Samples.files();
    private final Forger forger = new Forger();
    private final Value genuine = Forger.statement(files.evidence());

    @Test
    void what_the_hub_made_is_valid_and_tells_what_cannot_be_known() {
        Findings findings = verify(files.evidence(), Trust.NOBODY);

        assertThat(findings.lines()).noneMatch(line -> line.startsWith("NO"));
        assertThat(findings.isValid()).isTrue();
        assertThat(findings.lines()).anyMatch(line -> line.contains("is your hub's key"));
        assertThat(findings.signatures()).hasSize(4);
    }

    @Test
    void what_became_of_a_change_is_verified_too() {
        Findings findings = verify(files.other(), files.knownKey());

        assertThat(findings.isValid()).as(findings.lines().toString()).isTrue();
        assertThat(findings.lines())
                .anyMatch(line -> line.contains("Then: implementation"))
                .anyMatch(line -> line.contains("the change was implemented"));
        String forged = forger.sign(
                files.other(), statement -> Forger.with(statement, new Value.Items(List.of()), "predicate", "events"));
        assertThat(problems(forged, Trust.NOBODY))
                .containsExactly("The change is said to be implemented, which the log does not show.");
    }

    @Test
    void with_the_hub_s_keys_known_nothing_about_keys_stays_open() {
        Findings findings = verify(files.evidence(), Trust.NOBODY.keys(files.keys()));

        assertThat(findings.isValid()).as(findings.lines().toString()).isTrue();
        assertThat(findings.lines())
                .noneMatch(line -> line.contains("is your hub's key"))
                .anyMatch(line -> line.contains("the key is one of theirs"));
    }

    @Test
    void re_signed_with_another_key_it_is_caught_by_whoever_knows_the_key() {
        String forged = forger.sign(
                files.evidence(),
                statement -> Forger.with(
                        statement, new Value.Text("Nothing to see"), "predicate", "submitted", "planSummary"));

        assertThat(verify(forged, Trust.NOBODY).isValid()).isTrue();
        assertThat(problems(forged, files.knownKey())).containsExactly("That key is none of those you trust.");
    }

    @Test
    void decisions_of_another_change_approve_nothing() {
        Value other = Forger.at(Forger.statement(files.other()), "predicate", "decisions");

        assertThat(problems(forged(other, "predicate", "decisions"), Trust.NOBODY))
                .anyMatch(line -> line.contains("is no decision on this change"))
                .anyMatch(line -> line.contains("is for another planHash"))
                .anyMatch(line -> line.contains("is for another module"));
    }

    @Test
    void what_became_of_another_clients_change_of_the_same_id_is_not_what_became_of_this_one() {
        String foreign = Forger.at(Forger.statement(files.other()), "predicate", "events", "0", "leaf", "entry")
                .text()
                .orElseThrow()
                .replaceFirst("\"client\":\"[^\"]*\"", "\"client\":\"globex\"");
        String forged = forger.sign(
                files.other(),
                statement -> Forger.with(
                        Forger.with(statement, new Value.Text(foreign), "predicate", "events", "0", "leaf", "entry"),
                        Value.ofJson(foreign).orElseThrow(),
                        "predicate",
                        "events",
                        "0",
                        "event"));

        assertThat(problems(forged, Trust.NOBODY)).contains("What became of the change is not what was logged.");
    }

    @Test
    void a_dropped_approval_is_missed() {
        Value one = new Value.Items(List.of(Forger.at(genuine, "predicate", "decisions", "0")));

        assertThat(problems(forged(one, "predicate", "decisions"), Trust.NOBODY))
                .containsExactly("Only 1 approved; the risk (low) demanded 2.");
    }

    @Test
    void one_approval_does_not_count_twice() {
        Value one = Forger.at(genuine, "predicate", "decisions", "0");

        assertThat(problems(forged(new Value.Items(List.of(one, one)), "predicate", "decisions"), Trust.NOBODY))
                .contains("Somebody decided twice.");
    }

    @Test
    void swapped_proofs_prove_nothing() {
        Value first = Forger.at(genuine, "predicate", "decisions", "0", "leaf", "inclusionProof");
        Value second = Forger.at(genuine, "predicate", "decisions", "1", "leaf", "inclusionProof");
        String forged = forger.sign(
                files.evidence(),
                statement -> Forger.with(
                        Forger.with(statement, second, "predicate", "decisions", "0", "leaf", "inclusionProof"),
                        first,
                        "predicate",
                        "decisions",
                        "1",
                        "leaf",
                        "inclusionProof"));

        assertThat(problems(forged, Trust.NOBODY)).hasSize(2).allMatch(line -> line.contains("is not in the log"));
    }

    @Test
    void a_truncated_log_does_not_hold_what_was_cut_off() {
        SignedTreeHead head = head(genuine);
        Value shorter =
                forger.signed(new TreeHead(2, head.head().root(), head.head().at()));

        assertThat(problems(forged(shorter, "predicate", "treeHead"), Trust.NOBODY))
                .anyMatch(line -> line.contains("is not in the log"));
    }

    @Test
    void a_rewritten_log_is_caught_by_whoever_kept_a_tree_head() {
        SignedTreeHead head = head(genuine);
        Trust kept = Trust.NOBODY.head(head.json().text());
        Value rewritten = forger.signed(
                new TreeHead(head.head().size(), "0".repeat(64), head.head().at()));

        assertThat(verify(files.evidence(), kept).isValid()).isTrue();
        assertThat(problems(forged(rewritten, "predicate", "treeHead"), kept))
                .contains("The log is another one than you kept a tree head of: history was rewritten.");
    }

    @Test
    void another_subject_request_reading_or_state_does_not_fit() {
        Value text = new Value.Text("0".repeat(64));

        assertThat(problems(forged(text, "subject", "0", "digest", "sha256"), Trust.NOBODY))
                .containsExactly("Its subject is another plan than the change request's.");
        assertThat(problems(forged(text, "predicate", "changeRequest", "request", "requestedBy"), Trust.NOBODY))
                .containsExactly("The change request is not what was logged.");
        assertThat(problems(forged(text, "predicate", "decisions", "0", "decision", "comment"), Trust.NOBODY))
                .containsExactly("A decision is shown as something else than what was signed.");
        assertThat(problems(forged(new Value.Text("implemented"), "predicate", "changeRequest", "state"), Trust.NOBODY))
                .containsExactly("The change is said to be implemented, which the log does not show.");
        assertThat(problems(forged(text, "predicate", "analysis", "planHash"), Trust.NOBODY))
                .containsExactly("The hub's analysis is of another plan.");
        assertThat(problems(forged(text, "predicate", "submitted", "approvalSignature"), Trust.NOBODY))
                .containsExactly("The submitter named a signature that none of the decisions has.");
        assertThat(problems(forged(new Value.Text("urn:other"), "predicateType"), Trust.NOBODY))
                .containsExactly("What is in the envelope is no statement of this kind and version.");
    }

    @Test
    void what_a_file_says_writes_no_lines_of_its_own() {
        String forged = forged(
                new Value.Text("approved\n  ok   That key is one of those you trust."),
                "predicate",
                "changeRequest",
                "state");

        assertThat(verify(forged, Trust.NOBODY).lines())
                .allMatch(line -> line.indexOf('\n') < 0)
                .noneMatch(line -> line.startsWith("ok   That key"));
    }

    @Test
    void an_entry_made_to_measure_is_not_in_the_log() {
        String entry = Forger.at(genuine, "predicate", "changeRequest", "leaf", "entry")
                .text()
                .orElseThrow()
                .replace("\"approvalsNeeded\":2", "\"approvalsNeeded\":1");
        String forged = forger.sign(files.evidence(), statement -> {
            Value changed =
                    Forger.with(statement, new Value.Text(entry), "predicate", "changeRequest", "leaf", "entry");
            return Forger.with(changed, Value.ofJson(entry).orElseThrow(), "predicate", "changeRequest", "request");
        });

        assertThat(problems(forged, Trust.NOBODY))
                .containsExactly("The change request is not in the log that the tree head is of.");
    }

    @Test
    void an_approval_s_own_answer_and_a_tree_head_can_be_verified_too() {
        Findings approval = verify(files.verification(), Trust.NOBODY);
        assertThat(approval.isValid()).as(approval.lines().toString()).isTrue();
        assertThat(problems(files.verification().replace("\"approve\\\"", "\"reject\\\""), Trust.NOBODY))
                .isNotEmpty();
        String head = CanonicalJson.of(Forger.at(genuine, "predicate", "treeHead"));
        assertThat(verify(head, Trust.NOBODY).isValid()).isTrue();
        assertThat(problems(head.replaceFirst("\"signature\":\"..", "\"signature\":\"zz"), Trust.NOBODY))
                .isNotEmpty();
    }

    @Test
    void a_report_is_verified_too_and_every_byte_of_it_counts() {
        Findings findings = verify(files.report(), Trust.NOBODY.keys(files.keys()));
        assertThat(findings.isValid()).as(findings.lines().toString()).isTrue();
        assertThat(findings.lines()).contains("ok   That key is one of those you trust.");
        assertThat(problems(files.report(), files.knownKey())).containsExactly("That key is none of those you trust.");

        int last = files.report().length() - 1;
        for (int at = 1; at < last; at += Math.max(1, last / 200)) {
            String changed =
                    files.report().substring(0, at) + '~' + files.report().substring(at + 1);
            assertThat(problems(changed)).as("character " + at).isNotEmpty();
        }
    }

    /** What is not readable any more is found as well. */
    private static List<String> problems(String text) {
        try {
            return problems(text, Trust.NOBODY);
        } catch (Unreadable unreadable) {
            return List.of(String.valueOf(unreadable.getMessage()));
        }
    }

    @Test
    void the_oscal_export_is_the_same_each_time_and_names_the_file_by_its_hash() {
        assertThat(files.oscal()).isEqualTo(files.oscalAgain());
        Value results = Value.ofJson(files.oscal()).orElseThrow().at("assessment-results");
        Value hash = Forger.at(results, "back-matter", "resources", "0", "rlinks", "0", "hashes", "0", "value");
        assertThat(hash.text()).hasValue(Digest.of(files.evidence()));
        assertThat(Forger.at(results, "results", "0", "findings").each())
                .hasSize(5)
                .allMatch(finding -> finding.at("target", "status", "state")
                        .text()
                        .orElse("")
                        .equals("satisfied"));
    }

    private String forged(Value replacement, String... path) {
        return forger.sign(files.evidence(), statement -> Forger.with(statement, replacement, path));
    }

    private static SignedTreeHead head(Value statement) {
        return SignedTreeHead.ofJson(CanonicalJson.of(Forger.at(statement, "predicate", "treeHead")))
                .orElseThrow();
    }

    private static Findings verify(String text, Trust trust) {
        return Document.of(text).verify(trust);
    }

    private static List<String> problems(String text, Trust trust) {
        return verify(text, trust).lines().stream()
                .filter(line -> line.startsWith("NO"))
                .map(line -> line.substring(5))
                .toList();
    }
}
