package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.remote.SigningKeys;
import dev.infrahub.events.Commits;
import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.EventsProperties;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.quantumapi.QuantumApi;
import dev.infrahub.quantumapi.QuantumApiConfiguration;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every bean of the cab-signer. */
@Configuration(proxyBeanMethods = false)
@Import({EventsConfiguration.class, QuantumApiConfiguration.class})
@EnableConfigurationProperties(CabSignerProperties.class)
class CabSignerConfiguration {

    @Bean
    Board board(CabSignerProperties properties, EventsProperties events) {
        // Whoever is told that an event was given up is told so after the last moment at which it could be signed.
        if (properties.signWithin().plus(DecideChange.COMMIT_GRACE).compareTo(events.giveUpAfter()) > 0) {
            throw new IllegalStateException("hub.cab-signer.sign-within and " + DecideChange.COMMIT_GRACE.toSeconds()
                    + " s are more than hub.events.give-up-after");
        }
        return properties.board();
    }

    @Bean
    Subscription<ChangeRequested> openChange(Lookups lookups, Board board, Clock clock) {
        return new Subscription<>(Topics.CHANGE_REQUESTED, new OpenChange(lookups, board, clock));
    }

    @Bean
    Subscription<ApprovalRequested> decideChange(Lookups lookups, QuantumApi quantumApi, Board board, Clock clock) {
        return new Subscription<>(
                Topics.APPROVAL_REQUESTED, new DecideChange(lookups, new SigningKeys(quantumApi), board, clock));
    }

    @Bean
    Subscription<EvidenceSubmitted> sealEvidence(Lookups lookups, QuantumApi quantumApi, Clock clock) {
        return new Subscription<>(
                Topics.EVIDENCE_SUBMITTED, new SealEvidence(lookups, new SigningKeys(quantumApi), clock));
    }

    @Bean
    SignTreeHeads signTreeHeads(
            Lookups lookups,
            Commits commits,
            QuantumApi quantumApi,
            CabSignerProperties properties,
            MeterRegistry meters,
            Clock clock) {
        TreeHeadSigner signer = new TreeHeadSigner(lookups, commits, new SigningKeys(quantumApi), clock);
        return new SignTreeHeads(signer, properties.treeHeadEvery(), meters);
    }

    @Bean
    Subscription<VerificationRequested> verifyApproval(Lookups lookups) {
        return new Subscription<>(Topics.VERIFICATION_REQUESTED, new VerifyApproval(lookups));
    }
}
