package dev.infrahub.chatservice;

import dev.infrahub.ai.AiConfiguration;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.chatservice.store.Conversations;
import dev.infrahub.chatservice.store.ToldSteps;
import dev.infrahub.events.Commits;
import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.ApprovalVerified;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.PipelineDiagnosed;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.schemas.SshCertificateIssued;
import dev.infrahub.schemas.SshCertificateRevoked;
import dev.infrahub.schemas.Topics;
import dev.infrahub.supervision.Recurring;
import dev.infrahub.supervision.Supervisor;
import dev.infrahub.workplace.Workplace;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every bean of the chat-service. */
@Configuration(proxyBeanMethods = false)
@Import({EventsConfiguration.class, AiConfiguration.class, DocumentsConfiguration.class, IdpConfiguration.class})
@EnableConfigurationProperties(ChatServiceProperties.class)
class ChatServiceConfiguration {

    private static final int PARTS_OF_HEAP = 5;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration TIDY_EVERY = Duration.ofHours(6);
    /** Longer than any message is handled again. */
    private static final Duration KEEP_STEPS = Duration.ofDays(8);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    /** Reading what others hand in is work for the processor, and much where they want it to be. */
    @Bean
    Workplace workplace() {
        return new Workplace(Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP, LONGEST);
    }

    /** It waits for a model, and for vectors of a provider. */
    @Bean
    Subscription<ChatAsked> answerQuestion(
            Lookups lookups,
            Commits commits,
            Documents documents,
            Workplace workplace,
            LanguageModel model,
            Clock clock) {
        return new Subscription<>(
                Topics.CHAT_ASKED,
                new AnswerQuestion(lookups, commits, documents, workplace, model, clock),
                Pace.PATIENT);
    }

    @Bean
    Subscription<PlanAnalyzed> hearPlan(Clock clock) {
        return new Subscription<>(Topics.PLAN_ANALYZED, new HearPlan(clock));
    }

    @Bean
    Subscription<ChangeUpdated> hearChange() {
        return new Subscription<>(Topics.CHANGE_UPDATED, new HearChange());
    }

    @Bean
    Subscription<ApprovalSigned> hearApproval() {
        return new Subscription<>(Topics.APPROVAL_SIGNED, new HearApproval());
    }

    @Bean
    Subscription<ApprovalVerified> hearVerification(Clock clock) {
        return new Subscription<>(Topics.APPROVAL_VERIFIED, new HearVerification(clock));
    }

    @Bean
    Subscription<DriftAnalyzed> hearDrift() {
        return new Subscription<>(Topics.DRIFT_ANALYZED, new HearDrift());
    }

    @Bean
    Subscription<EvidenceSealed> hearEvidence() {
        return new Subscription<>(Topics.EVIDENCE_SEALED, new HearEvidence());
    }

    @Bean
    Subscription<SecretScanCompleted> hearSecretScan() {
        return new Subscription<>(Topics.SECRET_SCAN_COMPLETED, new HearSecretScan());
    }

    @Bean
    Subscription<PipelineDiagnosed> hearFailure() {
        return new Subscription<>(Topics.PIPELINE_DIAGNOSED, new HearFailure());
    }

    @Bean
    Subscription<SshCertificateIssued> hearCertificate() {
        return new Subscription<>(Topics.SSH_CERTIFICATE_ISSUED, new HearCertificate());
    }

    @Bean
    Subscription<SshCertificateRevoked> hearRevocation() {
        return new Subscription<>(Topics.SSH_CERTIFICATE_REVOKED, new HearRevocation());
    }

    @Bean
    Recurring tidyingConversations(
            ChatServiceProperties properties, Commits commits, Clock clock, Supervisor supervisor) {
        return new Recurring(supervisor, "tidying of conversations", TIDY_EVERY, STOP_WITHIN, Recurring.whole(() -> {
            var _ = commits.write(Conversations.removeBefore(clock.instant().minus(properties.keepConversations())))
                    .block();
            var _ = commits.write(ToldSteps.removeBefore(clock.instant().minus(KEEP_STEPS)))
                    .block();
        }));
    }

    /** Does nothing where there is no catalog. */
    @Bean
    Recurring followingCatalog(ChatServiceProperties properties, Commits commits, Supervisor supervisor) {
        Optional<FollowCatalog> follow = properties
                .source()
                .map(source -> new FollowCatalog(source, properties.catalog().client(), commits));
        return new Recurring(
                supervisor,
                "reading of the catalog",
                properties.catalog().every(),
                STOP_WITHIN,
                Recurring.whole(() -> follow.ifPresent(FollowCatalog::follow)));
    }
}
