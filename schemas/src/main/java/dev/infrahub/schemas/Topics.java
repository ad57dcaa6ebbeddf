package dev.infrahub.schemas;

import static dev.infrahub.schemas.Service.CAB_SIGNER;
import static dev.infrahub.schemas.Service.CHAT_SERVICE;
import static dev.infrahub.schemas.Service.DRIFT_WORKER;
import static dev.infrahub.schemas.Service.GATEWAY;
import static dev.infrahub.schemas.Service.PLAN_ANALYZER;
import static dev.infrahub.schemas.Service.SECRET_SCANNER;

import java.time.Duration;
import java.util.List;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.NullMarked;

/** Every topic of the hub: who publishes it, who subscribes to it. A topic that is not here does not exist. */
@NullMarked
public final class Topics {

    private static final int ONE_MIB = 1024 * 1024;

    /** A plan was handed in. Plans are compressed before they are published: 8 MiB hold a plan of about 100 MB. */
    public static final Topic<PlanSubmitted> PLAN_SUBMITTED = new Topic<>(
                    "plan.submitted",
                    PlanSubmitted.class,
                    List.of(GATEWAY),
                    List.of(PLAN_ANALYZER),
                    Duration.ofDays(7),
                    8 * ONE_MIB)
            .openToOthers();

    /** A plan was analysed: summary, risk and rollback. */
    public static final Topic<PlanAnalyzed> PLAN_ANALYZED = new Topic<>(
            "plan.analyzed",
            PlanAnalyzed.class,
            List.of(PLAN_ANALYZER),
            List.of(GATEWAY, CHAT_SERVICE),
            Duration.ofDays(30),
            8 * ONE_MIB);

    /** The log of a pipeline that failed was handed in, compressed: 8 MiB hold one of some 100 MB. */
    public static final Topic<PipelineFailed> PIPELINE_FAILED = new Topic<>(
            "pipeline.failed",
            PipelineFailed.class,
            List.of(GATEWAY),
            List.of(PLAN_ANALYZER),
            Duration.ofDays(7),
            8 * ONE_MIB);

    /** A log was read: why the pipeline failed. */
    public static final Topic<PipelineDiagnosed> PIPELINE_DIAGNOSED = new Topic<>(
            "pipeline.diagnosed",
            PipelineDiagnosed.class,
            List.of(PLAN_ANALYZER),
            List.of(GATEWAY, CHAT_SERVICE),
            Duration.ofDays(30),
            ONE_MIB);

    /** A Terraform module was asked for. */
    public static final Topic<ModuleRequested> MODULE_REQUESTED = new Topic<>(
            "module.requested",
            ModuleRequested.class,
            List.of(GATEWAY),
            List.of(PLAN_ANALYZER),
            Duration.ofDays(7),
            ONE_MIB);

    /** A module was made: its files. */
    public static final Topic<ModuleScaffolded> MODULE_SCAFFOLDED = new Topic<>(
            "module.scaffolded",
            ModuleScaffolded.class,
            List.of(PLAN_ANALYZER),
            List.of(GATEWAY),
            Duration.ofDays(30),
            ONE_MIB);

    /** A scan for drift was handed in: a plan, compressed as above. */
    public static final Topic<DriftCheckSubmitted> DRIFT_CHECK_SUBMITTED = new Topic<>(
            "drift-check.submitted",
            DriftCheckSubmitted.class,
            List.of(GATEWAY),
            List.of(DRIFT_WORKER),
            Duration.ofDays(7),
            8 * ONE_MIB);

    /** A scan for drift was analysed. */
    public static final Topic<DriftAnalyzed> DRIFT_ANALYZED = new Topic<>(
            "drift.analyzed",
            DriftAnalyzed.class,
            List.of(DRIFT_WORKER),
            List.of(GATEWAY, CHAT_SERVICE),
            Duration.ofDays(30),
            8 * ONE_MIB);

    /** A module drifted, or drifted further. */
    public static final Topic<DriftDetected> DRIFT_DETECTED = new Topic<>(
            "drift.detected", DriftDetected.class, List.of(DRIFT_WORKER), List.of(), Duration.ofDays(90), 8 * ONE_MIB);

    /** Drift of a module is gone. */
    public static final Topic<DriftResolved> DRIFT_RESOLVED = new Topic<>(
            "drift.resolved", DriftResolved.class, List.of(DRIFT_WORKER), List.of(), Duration.ofDays(90), 8 * ONE_MIB);

    /** Files were scanned for credentials, at the edge or by schedule: where some stand, and nothing of what they are. */
    public static final Topic<SecretScanRequested> SECRET_SCAN_REQUESTED = new Topic<>(
            "secret-scan.requested",
            SecretScanRequested.class,
            List.of(GATEWAY, SECRET_SCANNER),
            List.of(SECRET_SCANNER),
            Duration.ofDays(7),
            8 * ONE_MIB);

    /** A scan was compared with what was known of its module. */
    public static final Topic<SecretScanCompleted> SECRET_SCAN_COMPLETED = new Topic<>(
            "secret-scan.completed",
            SecretScanCompleted.class,
            List.of(SECRET_SCANNER),
            List.of(GATEWAY, CHAT_SERVICE),
            Duration.ofDays(90),
            8 * ONE_MIB);

    /** A language model was asked, or was to be asked. Who asks knows by it what all have spent. */
    public static final Topic<AiUsed> AI_USED = new Topic<>(
            "ai.used",
            AiUsed.class,
            List.of(PLAN_ANALYZER, DRIFT_WORKER, SECRET_SCANNER, CHAT_SERVICE),
            List.of(GATEWAY, PLAN_ANALYZER, DRIFT_WORKER, SECRET_SCANNER, CHAT_SERVICE),
            Duration.ofDays(90),
            ONE_MIB);

    /** It was decided for what a language model may be used. */
    public static final Topic<AiPolicyDecided> AI_POLICY_DECIDED = new Topic<>(
                    "ai-policy.decided",
                    AiPolicyDecided.class,
                    List.of(GATEWAY),
                    List.of(PLAN_ANALYZER, DRIFT_WORKER, SECRET_SCANNER, CHAT_SERVICE),
                    Duration.ofDays(90),
                    ONE_MIB)
            .givingPower();

    /** A change was put before the board. */
    public static final Topic<ChangeRequested> CHANGE_REQUESTED = new Topic<>(
                    "change.requested",
                    ChangeRequested.class,
                    List.of(GATEWAY),
                    List.of(CAB_SIGNER),
                    Duration.ofDays(30),
                    ONE_MIB)
            .givingPower();

    /** A change request was opened, came into another state, or was reviewed. */
    public static final Topic<ChangeUpdated> CHANGE_UPDATED = new Topic<>(
            "change.updated",
            ChangeUpdated.class,
            List.of(CAB_SIGNER),
            List.of(GATEWAY, CHAT_SERVICE),
            Duration.ofDays(90),
            ONE_MIB);

    /** Somebody decided on a change; not yet signed. */
    public static final Topic<ApprovalRequested> APPROVAL_REQUESTED = new Topic<>(
                    "approval.requested",
                    ApprovalRequested.class,
                    List.of(GATEWAY),
                    List.of(CAB_SIGNER),
                    Duration.ofDays(30),
                    ONE_MIB)
            .givingPower();

    /** A decision was signed and kept. */
    public static final Topic<ApprovalSigned> APPROVAL_SIGNED = new Topic<>(
            "approval.signed",
            ApprovalSigned.class,
            List.of(CAB_SIGNER),
            List.of(GATEWAY, CHAT_SERVICE),
            Duration.ofDays(90),
            ONE_MIB);

    /** A decision was not taken. */
    public static final Topic<ApprovalRefused> APPROVAL_REFUSED = new Topic<>(
            "approval.refused", ApprovalRefused.class, List.of(CAB_SIGNER), List.of(), Duration.ofDays(90), ONE_MIB);

    /** Drift was accepted, or that was withdrawn: what is accepted is news to nobody. */
    public static final Topic<DriftAcceptanceDecided> DRIFT_ACCEPTANCE_DECIDED = new Topic<>(
                    "drift-acceptance.decided",
                    DriftAcceptanceDecided.class,
                    List.of(CAB_SIGNER),
                    List.of(DRIFT_WORKER),
                    Duration.ofDays(90),
                    ONE_MIB)
            .givingPower();

    /** An approved change was applied. */
    public static final Topic<ChangeImplemented> CHANGE_IMPLEMENTED = new Topic<>(
                    "change.implemented",
                    ChangeImplemented.class,
                    List.of(GATEWAY),
                    List.of(CAB_SIGNER),
                    Duration.ofDays(30),
                    ONE_MIB)
            .givingPower();

    /** An implementation was reviewed. */
    public static final Topic<ChangeReviewed> CHANGE_REVIEWED = new Topic<>(
                    "change.reviewed",
                    ChangeReviewed.class,
                    List.of(GATEWAY),
                    List.of(CAB_SIGNER),
                    Duration.ofDays(30),
                    ONE_MIB)
            .givingPower();

    /** The log grew; kept long, because an old head is what proves that history was rewritten. */
    public static final Topic<TreeHeadSigned> TREE_HEAD_SIGNED = new Topic<>(
            "tree-head.signed",
            TreeHeadSigned.class,
            List.of(CAB_SIGNER),
            List.of(GATEWAY),
            Duration.ofDays(365),
            ONE_MIB);

    /** Somebody wants to know whether an approval is genuine. */
    public static final Topic<VerificationRequested> VERIFICATION_REQUESTED = new Topic<>(
            "verification.requested",
            VerificationRequested.class,
            List.of(GATEWAY),
            List.of(CAB_SIGNER),
            Duration.ofDays(1),
            ONE_MIB);

    /** What verifying found: the gate opens by it. */
    public static final Topic<ApprovalVerified> APPROVAL_VERIFIED = new Topic<>(
                    "approval.verified",
                    ApprovalVerified.class,
                    List.of(CAB_SIGNER),
                    List.of(GATEWAY, CHAT_SERVICE),
                    Duration.ofDays(1),
                    ONE_MIB)
            .givingPower();

    /** Somebody wants evidence sealed: scans and tests may be large. */
    public static final Topic<EvidenceSubmitted> EVIDENCE_SUBMITTED = new Topic<>(
                    "evidence.submitted",
                    EvidenceSubmitted.class,
                    List.of(GATEWAY),
                    List.of(CAB_SIGNER),
                    Duration.ofDays(30),
                    8 * ONE_MIB)
            .givingPower();

    /** Evidence was sealed and kept. */
    public static final Topic<EvidenceSealed> EVIDENCE_SEALED = new Topic<>(
            "evidence.sealed",
            EvidenceSealed.class,
            List.of(CAB_SIGNER),
            List.of(GATEWAY, CHAT_SERVICE),
            Duration.ofDays(90),
            8 * ONE_MIB);

    /** Somebody wants an SSH certificate. */
    public static final Topic<SshCertificateRequested> SSH_CERTIFICATE_REQUESTED = new Topic<>(
                    "ssh-certificate.requested",
                    SshCertificateRequested.class,
                    List.of(GATEWAY),
                    List.of(CAB_SIGNER),
                    Duration.ofDays(30),
                    ONE_MIB)
            .givingPower();

    /** An SSH certificate was issued. */
    public static final Topic<SshCertificateIssued> SSH_CERTIFICATE_ISSUED = new Topic<>(
            "ssh-certificate.issued",
            SshCertificateIssued.class,
            List.of(CAB_SIGNER),
            List.of(GATEWAY, CHAT_SERVICE),
            Duration.ofDays(90),
            ONE_MIB);

    /** Somebody wants an SSH certificate to be revoked. */
    public static final Topic<SshRevocationRequested> SSH_REVOCATION_REQUESTED = new Topic<>(
                    "ssh-revocation.requested",
                    SshRevocationRequested.class,
                    List.of(GATEWAY),
                    List.of(CAB_SIGNER),
                    Duration.ofDays(30),
                    ONE_MIB)
            .givingPower();

    /** An SSH certificate was revoked. */
    public static final Topic<SshCertificateRevoked> SSH_CERTIFICATE_REVOKED = new Topic<>(
            "ssh-certificate.revoked",
            SshCertificateRevoked.class,
            List.of(CAB_SIGNER),
            List.of(GATEWAY, CHAT_SERVICE),
            Duration.ofDays(90),
            ONE_MIB);

    /** Somebody wants to know an SSH authority and what it revoked. */
    public static final Topic<SshAuthorityRequested> SSH_AUTHORITY_REQUESTED = new Topic<>(
            "ssh-authority.requested",
            SshAuthorityRequested.class,
            List.of(GATEWAY),
            List.of(CAB_SIGNER),
            Duration.ofDays(1),
            ONE_MIB);

    /** An SSH authority and what it revoked, as of now. */
    public static final Topic<SshAuthorityUpdated> SSH_AUTHORITY_UPDATED = new Topic<>(
            "ssh-authority.updated",
            SshAuthorityUpdated.class,
            List.of(CAB_SIGNER),
            List.of(GATEWAY),
            Duration.ofDays(1),
            ONE_MIB);

    /** Somebody wants to know whether the register of an SSH certificate is genuine. */
    public static final Topic<SshVerificationRequested> SSH_VERIFICATION_REQUESTED = new Topic<>(
            "ssh-verification.requested",
            SshVerificationRequested.class,
            List.of(GATEWAY),
            List.of(CAB_SIGNER),
            Duration.ofDays(1),
            ONE_MIB);

    /** What looking into that register found. */
    public static final Topic<SshCertificateVerified> SSH_CERTIFICATE_VERIFIED = new Topic<>(
            "ssh-certificate.verified",
            SshCertificateVerified.class,
            List.of(CAB_SIGNER),
            List.of(GATEWAY),
            Duration.ofDays(1),
            ONE_MIB);

    /** Somebody wants a compliance report. */
    public static final Topic<ReportRequested> REPORT_REQUESTED = new Topic<>(
            "report.requested",
            ReportRequested.class,
            List.of(GATEWAY),
            List.of(CAB_SIGNER),
            Duration.ofDays(1),
            ONE_MIB);

    /** A compliance report was made: 8 MiB hold some 50,000 changes. */
    public static final Topic<ReportCompiled> REPORT_COMPILED = new Topic<>(
            "report.compiled",
            ReportCompiled.class,
            List.of(CAB_SIGNER),
            List.of(GATEWAY),
            Duration.ofDays(7),
            8 * ONE_MIB);

    /** Somebody asked about the infrastructure. */
    public static final Topic<ChatAsked> CHAT_ASKED = new Topic<>(
                    "chat.asked", ChatAsked.class, List.of(GATEWAY), List.of(CHAT_SERVICE), Duration.ofDays(7), ONE_MIB)
            .givingPower();

    /** Something of an answer is there before all of it. */
    public static final Topic<ChatProgressed> CHAT_PROGRESSED = new Topic<>(
            "chat.progressed",
            ChatProgressed.class,
            List.of(CHAT_SERVICE),
            List.of(GATEWAY),
            Duration.ofDays(1),
            ONE_MIB);

    /** A question was answered. */
    public static final Topic<ChatAnswered> CHAT_ANSWERED = new Topic<>(
            "chat.answered", ChatAnswered.class, List.of(CHAT_SERVICE), List.of(GATEWAY), Duration.ofDays(30), ONE_MIB);

    /** A document was handed in to be found again, or taken out again. */
    public static final Topic<DocumentSubmitted> DOCUMENT_SUBMITTED = new Topic<>(
            "document.submitted",
            DocumentSubmitted.class,
            List.of(GATEWAY),
            List.of(CHAT_SERVICE),
            Duration.ofDays(7),
            8 * ONE_MIB);

    /** A document can be found, or no more. */
    public static final Topic<DocumentIndexed> DOCUMENT_INDEXED = new Topic<>(
            "document.indexed",
            DocumentIndexed.class,
            List.of(CHAT_SERVICE),
            List.of(GATEWAY),
            Duration.ofDays(30),
            ONE_MIB);

    /** Somebody asked the documents. */
    public static final Topic<QuestionAsked> QUESTION_ASKED = new Topic<>(
                    "question.asked",
                    QuestionAsked.class,
                    List.of(GATEWAY),
                    List.of(CHAT_SERVICE),
                    Duration.ofDays(7),
                    ONE_MIB)
            .givingPower();

    /** The documents were asked. */
    public static final Topic<QuestionAnswered> QUESTION_ANSWERED = new Topic<>(
            "question.answered",
            QuestionAnswered.class,
            List.of(CHAT_SERVICE),
            List.of(GATEWAY),
            Duration.ofDays(30),
            ONE_MIB);

    /** Files of a component were handed in to be described. */
    public static final Topic<ComponentSubmitted> COMPONENT_SUBMITTED = new Topic<>(
            "component.submitted",
            ComponentSubmitted.class,
            List.of(GATEWAY),
            List.of(CHAT_SERVICE),
            Duration.ofDays(7),
            8 * ONE_MIB);

    /** A component was described from its files. */
    public static final Topic<ComponentEnriched> COMPONENT_ENRICHED = new Topic<>(
            "component.enriched",
            ComponentEnriched.class,
            List.of(CHAT_SERVICE),
            List.of(GATEWAY),
            Duration.ofDays(30),
            ONE_MIB);

    /** A service was asked for. */
    public static final Topic<ServiceRequested> SERVICE_REQUESTED = new Topic<>(
            "service.requested",
            ServiceRequested.class,
            List.of(GATEWAY),
            List.of(CHAT_SERVICE),
            Duration.ofDays(7),
            ONE_MIB);

    /** A service was outlined from a description. */
    public static final Topic<ServiceScaffolded> SERVICE_SCAFFOLDED = new Topic<>(
            "service.scaffolded",
            ServiceScaffolded.class,
            List.of(CHAT_SERVICE),
            List.of(GATEWAY),
            Duration.ofDays(30),
            ONE_MIB);

    /** A change of code was handed in to be reviewed; who asks for one at GitHub makes the hub write there. */
    public static final Topic<ReviewRequested> REVIEW_REQUESTED = new Topic<>(
                    "review.requested",
                    ReviewRequested.class,
                    List.of(GATEWAY),
                    List.of(CHAT_SERVICE),
                    Duration.ofDays(7),
                    8 * ONE_MIB)
            .givingPower();

    /** A change of code was reviewed. */
    public static final Topic<ReviewCompleted> REVIEW_COMPLETED = new Topic<>(
            "review.completed",
            ReviewCompleted.class,
            List.of(CHAT_SERVICE),
            List.of(GATEWAY),
            Duration.ofDays(30),
            ONE_MIB);

    /** Something is wrong with a service. */
    public static final Topic<IncidentReported> INCIDENT_REPORTED = new Topic<>(
                    "incident.reported",
                    IncidentReported.class,
                    List.of(GATEWAY),
                    List.of(CHAT_SERVICE),
                    Duration.ofDays(7),
                    ONE_MIB)
            .givingPower();

    /** An incident was looked into. */
    public static final Topic<IncidentAnalyzed> INCIDENT_ANALYZED = new Topic<>(
            "incident.analyzed",
            IncidentAnalyzed.class,
            List.of(CHAT_SERVICE),
            List.of(GATEWAY),
            Duration.ofDays(30),
            ONE_MIB);

    /** A request that somebody waits for was refused, or could not be done. */
    public static final Topic<OperationFailed> OPERATION_FAILED = new Topic<>(
            "operation.failed",
            OperationFailed.class,
            List.of(GATEWAY, PLAN_ANALYZER, DRIFT_WORKER, SECRET_SCANNER, CAB_SIGNER, CHAT_SERVICE),
            List.of(GATEWAY),
            Duration.ofDays(30),
            ONE_MIB);

    /** The catalogue, in the order of the flow. */
    public static final List<Topic<?>> ALL = List.of(
            PLAN_SUBMITTED,
            PLAN_ANALYZED,
            PIPELINE_FAILED,
            PIPELINE_DIAGNOSED,
            MODULE_REQUESTED,
            MODULE_SCAFFOLDED,
            DRIFT_CHECK_SUBMITTED,
            DRIFT_ANALYZED,
            DRIFT_DETECTED,
            DRIFT_RESOLVED,
            SECRET_SCAN_REQUESTED,
            SECRET_SCAN_COMPLETED,
            AI_USED,
            AI_POLICY_DECIDED,
            CHANGE_REQUESTED,
            CHANGE_UPDATED,
            APPROVAL_REQUESTED,
            APPROVAL_SIGNED,
            APPROVAL_REFUSED,
            DRIFT_ACCEPTANCE_DECIDED,
            CHANGE_IMPLEMENTED,
            CHANGE_REVIEWED,
            TREE_HEAD_SIGNED,
            VERIFICATION_REQUESTED,
            APPROVAL_VERIFIED,
            EVIDENCE_SUBMITTED,
            EVIDENCE_SEALED,
            SSH_CERTIFICATE_REQUESTED,
            SSH_CERTIFICATE_ISSUED,
            SSH_REVOCATION_REQUESTED,
            SSH_CERTIFICATE_REVOKED,
            SSH_AUTHORITY_REQUESTED,
            SSH_AUTHORITY_UPDATED,
            SSH_VERIFICATION_REQUESTED,
            SSH_CERTIFICATE_VERIFIED,
            REPORT_REQUESTED,
            REPORT_COMPILED,
            CHAT_ASKED,
            CHAT_PROGRESSED,
            CHAT_ANSWERED,
            DOCUMENT_SUBMITTED,
            DOCUMENT_INDEXED,
            QUESTION_ASKED,
            QUESTION_ANSWERED,
            COMPONENT_SUBMITTED,
            COMPONENT_ENRICHED,
            SERVICE_REQUESTED,
            SERVICE_SCAFFOLDED,
            REVIEW_REQUESTED,
            REVIEW_COMPLETED,
            INCIDENT_REPORTED,
            INCIDENT_ANALYZED,
            OPERATION_FAILED);

    // Avro makes no instance of a class it was not told to trust: ours are the ones in this package.
    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(Topics.class.getPackageName())));
    }

    private Topics() {}
}
