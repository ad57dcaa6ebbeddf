package dev.infrahub.gateway;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Dsse;
import dev.infrahub.proofs.Seal;
import dev.infrahub.schemas.AiUse;
import dev.infrahub.schemas.AiUsed;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.BlastRadius;
import dev.infrahub.schemas.ChangeCounts;
import dev.infrahub.schemas.ChangeImplemented;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeReviewed;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.ChatAiUse;
import dev.infrahub.schemas.ChatAnswered;
import dev.infrahub.schemas.ChatProgressed;
import dev.infrahub.schemas.ComponentAiUse;
import dev.infrahub.schemas.ComponentEnriched;
import dev.infrahub.schemas.DiagnosisAiUse;
import dev.infrahub.schemas.DocumentIndexed;
import dev.infrahub.schemas.DocumentSource;
import dev.infrahub.schemas.DriftAiUse;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftStanding;
import dev.infrahub.schemas.DriftedAttribute;
import dev.infrahub.schemas.DriftedResource;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.FoundSecret;
import dev.infrahub.schemas.GoldenPathChoice;
import dev.infrahub.schemas.ImplementationReport;
import dev.infrahub.schemas.ImplementationReview;
import dev.infrahub.schemas.IncidentAiUse;
import dev.infrahub.schemas.IncidentAnalyzed;
import dev.infrahub.schemas.LogLine;
import dev.infrahub.schemas.ModuleScaffolded;
import dev.infrahub.schemas.OutcomeCounts;
import dev.infrahub.schemas.PipelineDiagnosed;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.PlannedDeed;
import dev.infrahub.schemas.PlannedDetail;
import dev.infrahub.schemas.QuestionAiUse;
import dev.infrahub.schemas.QuestionAnswered;
import dev.infrahub.schemas.Rerun;
import dev.infrahub.schemas.ReviewAiUse;
import dev.infrahub.schemas.ReviewCompleted;
import dev.infrahub.schemas.ReviewFinding;
import dev.infrahub.schemas.RiskAssessment;
import dev.infrahub.schemas.RollbackPlan;
import dev.infrahub.schemas.ScaffoldAiUse;
import dev.infrahub.schemas.SecretFinding;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.schemas.SecretScanCounts;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.ServiceAiUse;
import dev.infrahub.schemas.ServiceDependencies;
import dev.infrahub.schemas.ServiceScaffolded;
import dev.infrahub.schemas.SshAuthorityUpdated;
import dev.infrahub.schemas.SshCertificateIssued;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.SshCertificateRevoked;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.StandingDrift;
import dev.infrahub.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a worker that finds every plan harmless would answer. */
final class StandInWorker {

    static final String PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q";
    static final String CA = PUBLIC_KEY + " ca";

    private StandInWorker() {}

    static ChangeUpdated opened(ChangeRequested change, int approvalsNeeded) {
        return updated(change.getChangeRequestId(), change.getClient(), change.getModule())
                .setPlanId(change.getPlanId())
                .setPlanHash(change.getPlanHash())
                .setFingerprint(change.getFingerprint())
                .setRiskLevel(change.getRiskLevel())
                .setRequestedBy(change.getRequestedBy())
                .setApprovalsNeeded(approvalsNeeded)
                .setSummary(change.getSummary())
                .setAcceptance(change.getAcceptance())
                .build();
    }

    static ChangeUpdated approved(String id, PlanSubmitted plan) {
        return updated(id, plan.getClient(), plan.getModule())
                .setPlanId(plan.getPlanId())
                .setPlanHash(plan.getPlanHash())
                .setFingerprint(plan.getFingerprint())
                .setState("approved")
                .setApprovalsGiven(1)
                .build();
    }

    /** As the policy leaves a standard change: approved when it is opened. */
    static ChangeUpdated approvedByPolicy(ChangeRequested change) {
        return ChangeUpdated.newBuilder(opened(change, 1))
                .setState("approved")
                .setApprovalsGiven(1)
                .build();
    }

    static ChangeUpdated implemented(ChangeUpdated approved, ChangeImplemented report) {
        return ChangeUpdated.newBuilder(approved)
                .setState("implemented")
                .setUpdatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setImplementation(new ImplementationReport(
                        report.getOutcome(),
                        report.getRunUrl(),
                        report.getComment(),
                        report.getReportedBy(),
                        report.getReportedByName(),
                        report.getReportedAt()))
                .build();
    }

    static ChangeUpdated reviewed(ChangeUpdated implemented, ChangeReviewed review) {
        return ChangeUpdated.newBuilder(implemented)
                .setUpdatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setReview(new ImplementationReview(
                        review.getOutcome(),
                        review.getComment(),
                        review.getReviewedBy(),
                        review.getReviewedByName(),
                        review.getReviewedAt()))
                .build();
    }

    static ChangeUpdated.Builder updated(String id, String client, String module) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return ChangeUpdated.newBuilder()
                .setChangeRequestId(id)
                .setClient(client)
                .setModule(module)
                .setRiskLevel("low")
                .setChangeType("normal")
                .setRequestedBy("key:somebody")
                .setRequestedByName("somebody")
                .setRequestedAt(now)
                .setState("pending")
                .setApprovalsNeeded(1)
                .setApprovalsGiven(0)
                .setExpiresAt(now.plus(7, ChronoUnit.DAYS))
                .setUpdatedAt(now);
    }

    static ApprovalSigned signed(ApprovalRequested asked) {
        return ApprovalSigned.newBuilder()
                .setChangeRequestId(asked.getChangeRequestId())
                .setClient(asked.getClient())
                .setModule(asked.getModule())
                .setPlanHash(asked.getPlanHash())
                .setFingerprint(asked.getFingerprint())
                .setRiskLevel(asked.getRiskLevel())
                .setDecision(asked.getDecision())
                .setComment(asked.getComment())
                .setApprovedBy(asked.getApprover())
                .setApprovedByName(asked.getApproverName())
                .setProof(asked.getProof())
                .setApprovedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setSequence(1)
                .setPreviousHash("0".repeat(64))
                .setPayload("{}")
                .setSignature("c2ln")
                .setKeyId("key")
                .setKeyVersion(1)
                .setAlgorithm("ML-DSA-65")
                .setPublicKey("cHVi")
                .setLeafIndex(0)
                .setState("approved")
                .setApprovalsNeeded(1)
                .setApprovalsGiven(1)
                .build();
    }

    /** A certificate in the register, of whoever has this API key. */
    static String certificateOf(Hub hub, String client, String secret) {
        String key = hub.json(hub.get("/api/keys"))
                .valueStream()
                .filter(one -> secret.startsWith(one.path("prefix").asString()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        SshCertificateRequested asked = SshCertificateRequested.newBuilder()
                .setClient(client)
                .setPrincipals(List.of())
                .setPublicKey(PUBLIC_KEY)
                .setAlgorithm("ssh-ed25519")
                .setTtlSeconds(3600)
                .setReason("test")
                .setRequestedBy("key:" + key)
                .setRoles(List.of("engineer"))
                .setRequestedAt(Instant.ofEpochMilli(1))
                .build();
        UUID id = UUID.randomUUID();
        hub.wire.publish(
                Topics.SSH_CERTIFICATE_ISSUED, client, UUID.randomUUID(), UUID.randomUUID(), issued(asked, id));
        eventually(() -> assertThat(hub.get("/api/ssh/certificates").body()).contains(id.toString()));
        return id.toString();
    }

    static SshCertificateIssued issued(SshCertificateRequested asked, UUID certificateId) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return SshCertificateIssued.newBuilder()
                .setCertificateId(certificateId.toString())
                .setClient(asked.getClient())
                .setEntityRef(asked.getEntityRef())
                .setPrincipals(List.of("deploy"))
                .setAlgorithm(asked.getAlgorithm())
                .setSerial("42")
                .setKeyId(asked.getRequestedBy() + "/-/" + certificateId)
                .setPublicKeyFingerprint("SHA256:abc")
                .setCertificate("ssh-ed25519-cert-v01@openssh.com AAAA")
                .setCaPublicKey(CA)
                .setReason(asked.getReason())
                .setChangeRequestId(asked.getChangeRequestId())
                .setRequestedBy(asked.getRequestedBy())
                .setValidFrom(now)
                .setValidTo(now.plusSeconds(asked.getTtlSeconds()))
                .setIssuedAt(now)
                .setLeafIndex(0)
                .build();
    }

    static SshAuthorityUpdated authority(String revocations, long logSize, Instant at) {
        return SshAuthorityUpdated.newBuilder()
                .setAlgorithm("ssh-ed25519")
                .setCaPublicKey(CA)
                .setRevocations(ByteBuffer.wrap(revocations.getBytes(StandardCharsets.UTF_8)))
                .setLogSize(logSize)
                .setRevocationsAt(at.truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    static SshCertificateRevoked revoked(SshRevocationRequested asked, String revocations, long logSize) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return SshCertificateRevoked.newBuilder()
                .setCertificateId(asked.getCertificateId())
                .setClient(asked.getClient())
                .setAlgorithm("ssh-ed25519")
                .setSerial("42")
                .setReason(asked.getReason())
                .setRevokedBy(asked.getRequestedBy())
                .setRevokedAt(now)
                .setLeafIndex(logSize - 1)
                .setCaPublicKey(CA)
                .setRevocations(ByteBuffer.wrap(revocations.getBytes(StandardCharsets.UTF_8)))
                .setLogSize(logSize)
                .setRevocationsAt(now)
                .build();
    }

    static ApprovalRequested asked(String id, String client) {
        return ApprovalRequested.newBuilder()
                .setChangeRequestId(id)
                .setClient(client)
                .setModule("network")
                .setPlanHash("0".repeat(64))
                .setRiskLevel("low")
                .setDecision("approve")
                .setApprover("user:" + client)
                .setApproverName(client)
                .setRequestedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    /** Of the right form, under no good signature. */
    static EvidenceSealed sealed(String id, String client) {
        Dsse envelope = new Dsse(
                Dsse.IN_TOTO,
                "{\"predicate\":{\"changeRequest\":{\"request\":{\"approvalsNeeded\":1,\"changeRequestId\":\"" + id
                        + "\",\"requestedBy\":\"user:rita\"}},\"decisions\":[]}}",
                new Seal("c2ln", "key", 1, "ML-DSA-65", "cHVi"));
        String text = envelope.text();
        return EvidenceSealed.newBuilder()
                .setEvidenceId(Digest.id(text.getBytes(StandardCharsets.UTF_8)).toString())
                .setChangeRequestId(id)
                .setClient(client)
                .setEvidenceHash(Digest.of(text))
                .setEnvelope(text)
                .setSignature("c2ln")
                .setKeyId("key")
                .setKeyVersion(1)
                .setAlgorithm("ML-DSA-65")
                .setPublicKey("cHVi")
                .setSealedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setLeafIndex(3)
                .build();
    }

    private static final DriftedAttribute HIDDEN = new DriftedAttribute(
            "password", "(sensitive)", "(sensitive)", true, "open", null, null, null, "keeps", false, "fingerprint");

    /** A queue of the module network whose policy was opened, and whose delay somebody else looks after. */
    static DriftAnalyzed drifted(String client) {
        String check = UUID.randomUUID().toString();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return DriftAnalyzed.newBuilder()
                .setCheckId(check)
                .setClient(client)
                .setModule("network")
                .setEnvironment("production")
                .setFormat("json")
                .setStatus("complete")
                .setMode("normal")
                .setScannedAt(now)
                .setDriftDetected(true)
                .setResourceCount(2)
                .setRisk("critical")
                .setSummary("2 resources drifted.")
                .setResources(List.of(
                        resource(
                                "aws_sqs_queue.jobs",
                                "changed",
                                "critical",
                                attribute("policy", "open", null),
                                HIDDEN,
                                attribute("delay_seconds", "co-managed", "owners[0]")),
                        resource("aws_sqs_queue.mail", "deleted", "medium")))
                .setSettled(List.of(
                        resource("aws_sqs_queue.old", "changed", "low", attribute("policy", "accepted", "CHG-0"))))
                .setStanding(new DriftStanding(
                        1L,
                        check,
                        now,
                        now,
                        check,
                        now,
                        "complete",
                        "critical",
                        "2 resources drifted.",
                        List.of(
                                open(check, now, "aws_sqs_queue.jobs", "changed", "critical"),
                                open(check, now, "aws_sqs_queue.mail", "deleted", "medium"))))
                .setAi(new DriftAiUse("off", null, null, 0, 0, null))
                .build();
    }

    private static StandingDrift open(String check, Instant at, String address, String change, String risk) {
        return new StandingDrift(
                address,
                "aws_sqs_queue",
                null,
                change,
                List.of(),
                "open",
                "changed-by-hand",
                risk,
                "fingerprint of " + address,
                at,
                check,
                at);
    }

    private static DriftedResource resource(
            String address, String change, String risk, DriftedAttribute... attributes) {
        return new DriftedResource(
                address,
                "aws_sqs_queue",
                null,
                null,
                change,
                List.of(attributes),
                "open",
                "changed-by-hand",
                "It was changed past Terraform.",
                risk,
                List.of(),
                List.of(),
                false,
                "fingerprint of " + address,
                null);
    }

    private static DriftedAttribute attribute(String path, String state, @Nullable String settledBy) {
        return new DriftedAttribute(
                path, "1", "2", false, state, null, settledBy, null, "keeps", false, "fingerprint of " + path);
    }

    /** A plan was put into words. */
    static AiUsed.Builder used(String client) {
        return AiUsed.newBuilder()
                .setUseId(UUID.randomUUID().toString())
                .setClient(client)
                .setTeam("platform")
                .setAction("plan-summary")
                .setStatus("success")
                .setProvider("anthropic")
                .setModel("a model")
                .setPromptVersion("plan-summary/1")
                .setInputTokens(4000)
                .setOutputTokens(1000)
                .setCostMicros(14_000)
                .setDurationMs(4210)
                .setUsedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The queue could not be made. */
    static PipelineDiagnosed diagnosed(String client) {
        return PipelineDiagnosed.newBuilder()
                .setDiagnosisId("6f2c9a04-7d1e-4a35-9b52-0d4c3e1f7a68")
                .setClient(client)
                .setModule("network")
                .setDiagnosedAt(Instant.EPOCH)
                .setCategory("permission")
                .setCause("aws.access-denied")
                .setProbableCause("AWS denied the call.")
                .setConfidence("confirmed")
                .setEvidence(List.of(new LogLine(2, "Error: creating SQS Queue (jobs): AccessDenied")))
                .setRetryable(false)
                .setRerun(new Rerun("after-fix", "It fails again until the cause is mended."))
                .setFolded(0)
                .setCounts(new OutcomeCounts(0, 1, 0, 0))
                .setLines(3)
                .setAi(new DiagnosisAiUse("off", null, null, 0, 0, null))
                .build();
    }

    /** A bucket. */
    static ModuleScaffolded scaffolded(String client) {
        return ModuleScaffolded.newBuilder()
                .setScaffoldId("0b8d6f10-3f0a-4a55-8f0c-5a3d1f6e2b41")
                .setClient(client)
                .setName("tf-aws-s3-bucket")
                .setDescription("an S3 bucket")
                .setCloud("aws")
                .setGoldenPath(
                        new GoldenPathChoice("aws-s3-bucket", "S3 bucket", "Chosen for AWS by the words: s3, bucket."))
                .setFiles(Map.of(
                        "main.tf", "resource \"aws_s3_bucket\" \"this\" {}\n", "README.md", "# tf-aws-s3-bucket\n"))
                .setWarnings(List.of("No owner was named."))
                .setRequestedAt(Instant.EPOCH)
                .setAi(new ScaffoldAiUse("off", null, null, 0, 0, null))
                .build();
    }

    static ChatAnswered answered(String client) {
        return ChatAnswered.newBuilder()
                .setMessageId(UUID.randomUUID().toString())
                .setConversationId(UUID.randomUUID().toString())
                .setClient(client)
                .setAnswer("Nothing drifted.")
                .setFound(true)
                .setAnsweredAt(Instant.EPOCH)
                .setAi(new ChatAiUse("off", null, null, 0, 0, null))
                .build();
    }

    static ChatProgressed progressed(String client, int number, String text) {
        return ChatProgressed.newBuilder()
                .setMessageId(UUID.randomUUID().toString())
                .setConversationId(UUID.randomUUID().toString())
                .setClient(client)
                .setNumber(number)
                .setKind("looked")
                .setText(text)
                .setAt(Instant.EPOCH)
                .build();
    }

    static DocumentIndexed indexed(String client) {
        return new DocumentIndexed(
                UUID.randomUUID().toString(),
                client,
                "component:default/a",
                "a.md",
                3,
                "all-minilm-l6-v2",
                Instant.EPOCH);
    }

    static QuestionAnswered documents(String client) {
        return new QuestionAnswered(
                UUID.randomUUID().toString(),
                client,
                "From the snapshot. [1]",
                List.of(new DocumentSource("component:default/a", "a.md", 0.75)),
                Instant.EPOCH,
                new QuestionAiUse("off", null, null, 0, 0, null));
    }

    static ComponentEnriched enriched(String client) {
        return new ComponentEnriched(
                UUID.randomUUID().toString(),
                client,
                "A service.",
                List.of("java"),
                List.of("postgresql"),
                List.of("GET /api/a"),
                Instant.EPOCH,
                new ComponentAiUse("off", null, null, 0, 0, null));
    }

    static ServiceScaffolded outlined(String client) {
        return new ServiceScaffolded(
                UUID.randomUUID().toString(),
                client,
                "orders-api",
                "An API",
                "api",
                new ServiceDependencies(true, false, false, false),
                "api-key",
                true,
                List.of("Npgsql"),
                List.of("DATABASE_URL"),
                "Build it.",
                Instant.EPOCH,
                new ServiceAiUse("off", null, null, 0, 0, null));
    }

    static ReviewCompleted reviewed(String client) {
        return new ReviewCompleted(
                UUID.randomUUID().toString(),
                client,
                "1 finding.",
                List.of(new ReviewFinding("open-to-everyone", "high", "main.tf", 1, "Everybody may.")),
                null,
                Instant.EPOCH,
                new ReviewAiUse("off", null, null, 0, 0, null));
    }

    static IncidentAnalyzed lookedInto(String client) {
        return new IncidentAnalyzed(
                UUID.randomUUID().toString(),
                client,
                "Inconclusive.",
                Instant.EPOCH,
                new IncidentAiUse("off", null, null, 0, 0, null));
    }

    /** All that was found is new. */
    static SecretScanCompleted scanned(SecretScanRequested scan) {
        return SecretScanCompleted.newBuilder()
                .setScanId(scan.getScanId())
                .setClient(scan.getClient())
                .setModule(scan.getModule())
                .setCommit(scan.getCommit())
                .setScannedAt(scan.getScannedAt())
                .setComplete(scan.getComplete())
                .setRevision(1)
                .setFindings(scan.getFindings().stream()
                        .map(found -> finding(found, scan.getScannedAt()))
                        .toList())
                .setCounts(new SecretScanCounts(
                        scan.getFiles().size(),
                        scan.getFiles().size(),
                        0,
                        scan.getFindings().size(),
                        scan.getFindings().size(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        scan.getFindings().size(),
                        0,
                        0))
                .build();
    }

    private static SecretFinding finding(FoundSecret found, Instant since) {
        return SecretFinding.newBuilder()
                .setRuleId(found.getRuleId())
                .setTitle("A credential")
                .setSeverity("high")
                .setPath(found.getPath())
                .setLine(found.getLine())
                .setColumn(found.getColumn())
                .setEndLine(found.getEndLine())
                .setEndColumn(found.getEndColumn())
                .setRedacted(found.getRedacted())
                .setFingerprint(found.getFingerprint())
                .setRecommendation("Rotate it.")
                .setState("new")
                .setSince(since)
                .build();
    }

    static PlanAnalyzed analyzed(PlanSubmitted plan) {
        return PlanAnalyzed.newBuilder()
                .setPlanId(plan.getPlanId())
                .setPlanHash(plan.getPlanHash())
                .setFingerprint(plan.getFingerprint())
                .setContentHash(Digest.of(plan.getPlan().array()))
                .setClient(plan.getClient())
                .setModule(plan.getModule())
                .setEnvironment(plan.getEnvironment())
                .setFormat("json")
                .setSummary("Creates 1 resource.\nNothing else.")
                .setChanges(new ChangeCounts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .setResources(List.of())
                .setOutputs(List.of())
                .setRisk(new RiskAssessment(
                        "low", 5, false, "standard", List.of(), List.of(), new BlastRadius(1, 1, 0), List.of()))
                .setRollback(new RollbackPlan(List.of(), List.of(), "none", List.of(), List.of()))
                .setAi(new AiUse("off", null, null, 0, 0, null))
                .setDeeds(plan.getDeeds().stream()
                        .map(deed -> new PlannedDeed(
                                deed.getSubject(),
                                deed.getAction(),
                                deed.getDigest(),
                                deed.getDetails().stream()
                                        .map(detail -> new PlannedDetail(detail.getName(), detail.getDigest()))
                                        .toList()))
                        .toList())
                .build();
    }
}
