package dev.infrahub.gateway;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.gateway.domain.LogKeys;
import dev.infrahub.gateway.domain.VerificationLinks;
import dev.infrahub.gateway.store.LogCopy;
import dev.infrahub.schemas.ApprovalRefused;
import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.ApprovalVerified;
import dev.infrahub.schemas.ChangeRefused;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.EvidenceRefused;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.ReportCompiled;
import dev.infrahub.schemas.SshAuthorityUpdated;
import dev.infrahub.schemas.SshCertificateIssued;
import dev.infrahub.schemas.SshCertificateRefused;
import dev.infrahub.schemas.SshCertificateRevoked;
import dev.infrahub.schemas.SshCertificateVerified;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.TreeHeadSigned;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway hears, and who records it. */
@Configuration(proxyBeanMethods = false)
class HearingConfiguration {

    @Bean
    Subscription<PlanAnalyzed> recordAnalysis(JsonMapper json, Clock clock) {
        return Subscription.concurrent(Topics.PLAN_ANALYZED, new RecordAnalysis(json, clock));
    }

    @Bean
    Subscription<ChangeUpdated> recordChange(JsonMapper json) {
        return Subscription.concurrent(Topics.CHANGE_UPDATED, new RecordChange(json));
    }

    @Bean
    Subscription<ApprovalSigned> recordApproval(JsonMapper json, VerificationLinks links) {
        return Subscription.concurrent(Topics.APPROVAL_SIGNED, new RecordApproval(json, links));
    }

    @Bean
    Subscription<ApprovalRefused> recordRefusal() {
        return new Subscription<>(Topics.APPROVAL_REFUSED, new RecordRefusal());
    }

    @Bean
    Subscription<ChangeRefused> recordRefusedReport() {
        return new Subscription<>(Topics.CHANGE_REFUSED, new RecordRefusedReport());
    }

    @Bean
    Subscription<ApprovalVerified> recordVerification(JsonMapper json) {
        return new Subscription<>(Topics.APPROVAL_VERIFIED, new RecordVerification(json));
    }

    @Bean
    Subscription<SshCertificateIssued> recordCertificate(JsonMapper json) {
        return new Subscription<>(Topics.SSH_CERTIFICATE_ISSUED, new RecordCertificate(json));
    }

    @Bean
    Subscription<SshCertificateRefused> recordCertificateRefusal() {
        return new Subscription<>(Topics.SSH_CERTIFICATE_REFUSED, new RecordCertificateRefusal());
    }

    @Bean
    Subscription<SshCertificateRevoked> recordRevocation(JsonMapper json) {
        return new Subscription<>(Topics.SSH_CERTIFICATE_REVOKED, new RecordRevocation(json));
    }

    @Bean
    Subscription<SshAuthorityUpdated> recordSshAuthority() {
        return new Subscription<>(Topics.SSH_AUTHORITY_UPDATED, new RecordSshAuthority());
    }

    @Bean
    Subscription<SshCertificateVerified> recordCertificateVerification(JsonMapper json) {
        return new Subscription<>(Topics.SSH_CERTIFICATE_VERIFIED, new RecordCertificateVerification(json));
    }

    @Bean
    Subscription<EvidenceSealed> recordEvidence(JsonMapper json, VerificationLinks links) {
        return new Subscription<>(Topics.EVIDENCE_SEALED, new RecordEvidence(json, links));
    }

    @Bean
    Subscription<EvidenceRefused> recordEvidenceRefusal() {
        return new Subscription<>(Topics.EVIDENCE_REFUSED, new RecordEvidenceRefusal());
    }

    @Bean
    Subscription<TreeHeadSigned> recordTreeHead(Lookups lookups, LogCopy copy, GatewayProperties properties) {
        LogKeys keys = new LogKeys(Set.copyOf(properties.logKeys()));
        return new Subscription<>(Topics.TREE_HEAD_SIGNED, new RecordTreeHead(lookups, copy, keys));
    }

    @Bean
    Subscription<ReportCompiled> recordReport() {
        return new Subscription<>(Topics.REPORT_COMPILED, new RecordReport());
    }

    @Bean
    Subscription<OperationFailed> recordFailure() {
        return new Subscription<>(Topics.OPERATION_FAILED, new RecordFailure());
    }
}
