package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.remote.SigningKeys;
import dev.infrahub.cabsigner.remote.SshAuthorities;
import dev.infrahub.events.Commits;
import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.EventsProperties;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.RefusalHandler;
import dev.infrahub.events.Subscription;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.quantumapi.QuantumApi;
import dev.infrahub.quantumapi.QuantumApiConfiguration;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ChangeImplemented;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeReviewed;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.SshAuthorityRequested;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.SshVerificationRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import dev.infrahub.supervision.Recurring;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every bean of the cab-signer. */
@Configuration(proxyBeanMethods = false)
@Import({EventsConfiguration.class, QuantumApiConfiguration.class})
@EnableConfigurationProperties(CabSignerProperties.class)
class CabSignerConfiguration {

    private static final Duration REVOKE_WITHDRAWN_EVERY = Duration.ofSeconds(1);

    /** What is being done then is a call of QuantumAPI at most, with its retries. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    @Bean
    Board board(CabSignerProperties properties, EventsProperties events) {
        // Whoever is told that an event was given up is told so after the last moment at which it could be signed.
        if (properties.signWithin().plus(DecideChange.COMMIT_GRACE).compareTo(events.giveUpAfter()) > 0) {
            throw new SettingRefused("hub.cab-signer.sign-within and " + DecideChange.COMMIT_GRACE.toSeconds()
                    + " s are more than hub.events.give-up-after");
        }
        return properties.board();
    }

    @Bean
    Signing signing(QuantumApi quantumApi) {
        return new Signing(new SigningKeys(quantumApi));
    }

    @Bean
    Recording recording(Lookups lookups, Board board, Clock clock) {
        return new Recording(lookups, board, clock);
    }

    @Bean
    Subscription<ChangeRequested> openChange(Lookups lookups, Signing signing, Board board, Clock clock) {
        return Subscription.concurrent(Topics.CHANGE_REQUESTED, new OpenChange(lookups, signing, board, clock));
    }

    @Bean
    Subscription<ApprovalRequested> decideChange(Lookups lookups, Signing signing, Board board, Clock clock) {
        return Subscription.concurrent(Topics.APPROVAL_REQUESTED, new DecideChange(lookups, signing, board, clock));
    }

    @Bean
    Subscription<ChangeImplemented> implementChange(Recording recording) {
        return new Subscription<>(Topics.CHANGE_IMPLEMENTED, new ImplementChange(recording));
    }

    @Bean
    Subscription<ChangeReviewed> reviewChange(Recording recording) {
        return new Subscription<>(Topics.CHANGE_REVIEWED, new ReviewChange(recording));
    }

    @Bean
    Recurring expireChanges(
            Lookups lookups, Commits commits, CabSignerProperties properties, Supervisor supervisor, Clock clock) {
        ExpireChanges expiry = new ExpireChanges(lookups, commits, clock);
        return new Recurring(supervisor, "expiry", properties.expireEvery(), STOP_WITHIN, expiry::expireNext);
    }

    /** Of every record that claims power and is not believed. */
    @Bean
    RefusalHandler recordRefusal(Lookups lookups, Clock clock) {
        return new RecordRefusal(lookups, clock);
    }

    @Bean
    Subscription<EvidenceSubmitted> sealEvidence(Lookups lookups, QuantumApi quantumApi, Clock clock) {
        return Subscription.concurrent(
                Topics.EVIDENCE_SUBMITTED, new SealEvidence(lookups, new SigningKeys(quantumApi), clock));
    }

    @Bean
    SignTreeHeads signTreeHeads(
            Lookups lookups, Commits commits, QuantumApi quantumApi, MeterRegistry meters, Clock clock) {
        return new SignTreeHeads(new TreeHeadSigner(lookups, commits, new SigningKeys(quantumApi), clock), meters);
    }

    @Bean
    Recurring treeHeads(SignTreeHeads heads, CabSignerProperties properties, Supervisor supervisor) {
        return new Recurring(
                supervisor,
                "signing of tree heads",
                properties.treeHeadEvery(),
                STOP_WITHIN,
                Recurring.whole(heads::look));
    }

    @Bean
    Subscription<VerificationRequested> verifyApproval(Lookups lookups) {
        return Subscription.concurrent(Topics.VERIFICATION_REQUESTED, new VerifyApproval(lookups));
    }

    @Bean
    SshAuthorities sshAuthorities(QuantumApi quantumApi) {
        return new SshAuthorities(quantumApi);
    }

    @Bean
    Subscription<SshCertificateRequested> issueSshCertificate(
            Lookups lookups, SshAuthorities authorities, CabSignerProperties properties, Clock clock) {
        return new Subscription<>(
                Topics.SSH_CERTIFICATE_REQUESTED,
                new IssueSshCertificate(lookups, authorities, properties.sshPolicy(), clock));
    }

    @Bean
    RevokeSshCertificate revoking(Lookups lookups, SshAuthorities authorities, Clock clock) {
        return new RevokeSshCertificate(lookups, authorities, clock);
    }

    @Bean
    Subscription<SshRevocationRequested> revokeSshCertificate(RevokeSshCertificate revoking) {
        return new Subscription<>(Topics.SSH_REVOCATION_REQUESTED, revoking);
    }

    @Bean
    Recurring revokeWithdrawn(
            Lookups lookups, Commits commits, RevokeSshCertificate revoking, Supervisor supervisor, Clock clock) {
        RevokeWithdrawn withdrawn = new RevokeWithdrawn(lookups, commits, revoking, clock);
        return new Recurring(supervisor, "withdrawal", REVOKE_WITHDRAWN_EVERY, STOP_WITHIN, withdrawn::revokeNext);
    }

    @Bean
    Subscription<SshAuthorityRequested> tellSshAuthority(Lookups lookups, SshAuthorities authorities, Clock clock) {
        return new Subscription<>(Topics.SSH_AUTHORITY_REQUESTED, new TellSshAuthority(lookups, authorities, clock));
    }

    @Bean
    Subscription<SshVerificationRequested> verifySshCertificate(Lookups lookups) {
        return new Subscription<>(Topics.SSH_VERIFICATION_REQUESTED, new VerifySshCertificate(lookups));
    }

    @Bean
    Subscription<ReportRequested> compileReport(Lookups lookups, QuantumApi quantumApi, Clock clock) {
        return new Subscription<>(
                Topics.REPORT_REQUESTED,
                new CompileReport(lookups, new SigningKeys(quantumApi), clock, CompileReport.MOST_CHANGES));
    }
}
